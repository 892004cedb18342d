@echo off
rem Starts Bertrim from the application folder that this script lies in: without arguments the workbench, with a command
rem the command line. Java comes from JAVA_HOME or, where that is not set, from the PATH.
setlocal
set "APP=%~dp0.."
set "JAVA=java.exe"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

set "VERSION="
for /f "tokens=3" %%v in ('""%JAVA%" -version 2^>^&1 ^| findstr /i version"') do if not defined VERSION set "VERSION=%%~v"
if not defined VERSION (
    echo bertrim: Java was not found. Install a JDK 17 or newer, and put its bin folder on the PATH or set JAVA_HOME. 1>&2
    exit /b 1
)
for /f "tokens=1 delims=.-+" %%m in ("%VERSION%") do set "MAJOR=%%m"
if %MAJOR% LSS 17 (
    echo bertrim: Java 17 or newer is needed, but version %VERSION% was found. Install a JDK 17 or newer, or point JAVA_HOME at one. 1>&2
    exit /b 1
)

rem only the window needs the toolkit
set "WINDOW="
if "%~1"=="" set "WINDOW=1"
rem cmd takes an equals sign for a space: --workspace=DIR arrives as two arguments
if "%~1"=="--workspace" if "%~3"=="" set "WINDOW=1"
if defined WINDOW (
    "%JAVA%" "@%APP%\lib\jvm.options" "@%APP%\lib\window.options" --module-path "%APP%\lib\javafx" -cp "%APP%\lib\*" org.bertrim.app.Launcher %*
    exit /b
)
"%JAVA%" "@%APP%\lib\jvm.options" -cp "%APP%\lib\*" org.bertrim.app.Launcher %*
exit /b %ERRORLEVEL%
