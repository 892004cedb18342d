package org.bertrim.app.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the store's tables up to date by the SQL files in {@code migrations}. */
final class StoreSchema {

    /** Goes up with every new file in {@code migrations}. */
    static final int NEWEST = 2;

    private StoreSchema() {}

    /** Does nothing where everything is up to date, so that opening costs nothing. */
    static void migrate(DataSource source) {
        if (version(source) >= NEWEST) {
            return;
        }
        Flyway.configure(StoreSchema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:org/bertrim/app/store/migrations")
                .load()
                .migrate();
    }

    private static int version(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT MAX(CAST(\"version\" AS INTEGER)) FROM \"flyway_schema_history\" WHERE \"success\"")) {
            return row.next() ? row.getInt(1) : 0;
        } catch (SQLException e) {
            return 0; // there is no such table yet, or Flyway will say what is wrong
        }
    }
}
