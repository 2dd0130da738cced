package pk.rahnuma.console.admin;

import java.util.ArrayList;
import java.util.List;

/// Chart as rectangles, in the units of an SVG that is [#DRAWING_WIDTH] wide. Time runs from left to right in every
/// language.
///
/// @param top the highest value that is drawn
/// @param labels below the bars, as many as fit
public record BarChartDrawing(int height, long top, List<Bar> bars, List<Label> labels) {

    public static final int DRAWING_WIDTH = 720;

    private static final int PLOT_HEIGHT = 160;
    private static final int LEFT_MARGIN = 70;
    private static final int TOP_MARGIN = 18;
    private static final int BOTTOM_MARGIN = 26;
    /// Maximum number of labels side by side.
    private static final int MAX_LABELS = 6;
    /// Half of the width of a label.
    private static final int HALF_LABEL_WIDTH = 50;

    /// Bar of the chart.
    ///
    /// @param row that it shows
    /// @param column that it shows
    /// @param place of its column among those that are drawn, from 0
    public record Bar(int x, int y, int width, int height, ChartTable.Row row, int column, int place) {}

    public record Label(int x, int y, String text) {}

    /// Position of the line below the bars.
    public int baselineY() {
        return TOP_MARGIN + PLOT_HEIGHT;
    }

    /// Position where the bars begin.
    public int leftEdge() {
        return LEFT_MARGIN;
    }

    static BarChartDrawing fromChart(ChartTable chart) {
        long top = chart.drawnColumns().stream()
                .flatMap(column -> chart.rows().stream().map(row -> row.values().get(column)))
                .filter(value -> value != null)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        int many = Math.max(1, chart.rows().size());
        double slot = (double) (DRAWING_WIDTH - LEFT_MARGIN) / many;
        double wide = Math.min(60, slot * 0.8) / chart.drawnColumns().size();
        int every = (many + MAX_LABELS - 1) / MAX_LABELS;
        List<Bar> bars = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < chart.rows().size(); i++) {
            ChartTable.Row row = chart.rows().get(i);
            double begin =
                    LEFT_MARGIN + slot * i + (slot - wide * chart.drawnColumns().size()) / 2;
            for (int j = 0; j < chart.drawnColumns().size(); j++) {
                Long value = row.values().get(chart.drawnColumns().get(j));
                if (value != null && value > 0 && top > 0) {
                    int height = (int) Math.max(2, Math.round((double) PLOT_HEIGHT * value / top));
                    int x = (int) Math.round(begin + wide * j);
                    bars.add(new Bar(
                            x,
                            TOP_MARGIN + PLOT_HEIGHT - height,
                            Math.max(2, (int) wide - 1),
                            height,
                            row,
                            chart.drawnColumns().get(j),
                            j));
                }
            }
            if (i % every == 0) {
                int middle = (int) (LEFT_MARGIN + slot * (i + 0.5));
                labels.add(new Label(
                        Math.clamp(middle, HALF_LABEL_WIDTH, DRAWING_WIDTH - HALF_LABEL_WIDTH),
                        TOP_MARGIN + PLOT_HEIGHT + 18,
                        row.label()));
            }
        }
        return new BarChartDrawing(TOP_MARGIN + PLOT_HEIGHT + BOTTOM_MARGIN, top, bars, labels);
    }
}
