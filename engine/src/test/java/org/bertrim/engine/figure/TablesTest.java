package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bertrim.engine.event.Event;
import org.junit.jupiter.api.Test;

class TablesTest {

    private static final double[] WIDTHS = {1.0, 0.25};
    private static final double[] DEPTHS = {1.0, 0.5};

    @Test
    void theLatexTableIsReadyToPaste() {
        byte[] table = LatexTable.write(
                holed(), new Provenance("Title\n\\evil", SampleRun.ID, "{\"name\":\"50 %\"}"));
        assertThat(new String(table, StandardCharsets.UTF_8)).isEqualTo("""
                % Title \\evil
                % Run: 20260102-030405-sample-s42
                % Experiment: {"name":"50 %"}
                % Needs \\usepackage{booktabs}.
                \\begin{table}[t]
                  \\centering
                  \\begin{tabular}{lrr}
                    \\toprule
                    & \\multicolumn{2}{c}{depth multiplier} \\\\
                    \\cmidrule(lr){2-3}
                    width multiplier & 1.00 & 0.50 \\\\
                    \\midrule
                    1.00 & 93.1 & 91.1 \\\\
                    0.25 & $-$5.0 & -- \\\\
                    \\bottomrule
                  \\end{tabular}
                  \\caption{DynaBERT on R\\&D\\_1, split dev: accuracy $\\times$ 100, measured. Teacher: 93.4.\s\
                --: not measured.}
                  \\label{tab:grid-20260102-030405-sample-s42}
                \\end{table}
                """);
    }

    @Test
    void latexReservesNothingInEscapedText() {
        assertThat(LatexTable.escape("a_b & 5 % $x$ #1 {y} ~ ^ \\ < > |\n\"é"))
                .isEqualTo("a\\_b \\& 5 \\% \\$x\\$ \\#1 \\{y\\} \\textasciitilde{} \\textasciicircum{} "
                        + "\\textbackslash{} \\textless{} \\textgreater{} \\textbar{} \\textquotedbl{}é");
    }

    @Test
    void theGridAsCsvHoldsFractionsAndTheReasonOfWhatIsMissing() throws IOException {
        // scores and sizes by the formulas of SampleRun; 0.931 / 0.934 and so on in double precision
        assertThat(new String(CsvWriter.bytes(CsvWriter.grid(holed())), StandardCharsets.UTF_8))
                .isEqualTo("width,depth,metric,split,score,shareOfTeacher,teacherScore,publishedScore,publishedSource,parameters,"
                        + "encoderParameters,status\n"
                        + "1.0,1.0,accuracy,dev,0.931," + 0.931 / 0.934 + ",0.934,,,33300000,21300000,measured\n"
                        + "1.0,0.5,accuracy,dev,0.911," + SampleRun.score(1, 0.5) / 0.934
                        + ",0.934,,,22650000,10650000,measured\n"
                        + "0.25,1.0,accuracy,dev,-0.05," + -0.05 / 0.934 + ",0.934,,,17325000,5325000,measured\n"
                        + "0.25,0.5,accuracy,dev,,,0.934,,,,,not measured\n");
    }

    @Test
    void theSizesAsCsvEndWithTheTeacher() throws IOException {
        assertThat(new String(CsvWriter.bytes(CsvWriter.size(holed())), StandardCharsets.UTF_8))
                .isEqualTo("""
                        model,width,depth,parameters,score
                        subnetwork,1.0,1.0,33300000,0.931
                        subnetwork,1.0,0.5,22650000,0.911
                        subnetwork,0.25,1.0,17325000,-0.05
                        teacher,,,33360770,0.934
                        """);
    }

    @Test
    void theLossesAsCsvHoldEveryPoint() throws IOException {
        List<Event> events = List.of(
                new Event.Scalars("width", 1, 0.5, new TreeMap<>(Map.of("loss", 2.0, "loss.logits.0.25", 1.5))),
                new Event.Scalars("width", 2, 1.0, new TreeMap<>(Map.of("loss", Double.NaN, "learningRate", 1e-5))));
        assertThat(new String(CsvWriter.bytes(CsvWriter.loss(LossCurves.of(events).get(0))), StandardCharsets.UTF_8))
                .isEqualTo("""
                        stage,term,step,epoch,raw,smoothed
                        width,loss,1,0.5,2.0,2.0
                        width,loss,2,1.0,NaN,NaN
                        width,loss.logits.0.25,1,0.5,1.5,1.5
                        """);
    }

    private static Grid holed() {
        ObjectNode results = SampleRun.results(WIDTHS, DEPTHS).put("task", "R&D_1");
        ArrayNode subnetworks = (ArrayNode) results.get("subnetworks");
        subnetworks.remove(3);
        ((ObjectNode) subnetworks.get(2)).put("score", -0.05);
        return Grid.of(results, SampleRun.experiment(WIDTHS, DEPTHS));
    }
}
