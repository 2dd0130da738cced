package pk.rahnuma.console.report;

import java.util.ArrayList;
import java.util.List;

/// A chart as rectangles, in the units of an SVG that is [#WIDTH] wide. Time goes from left to right in every language.
///
/// @param top the highest figure that is drawn
/// @param labels below the bars, as many as have room
public record BarChartDrawing(int height, long top, List<Bar> bars, List<Label> labels) {

    public static final int WIDTH = 720;

    private static final int HIGH = 160;
    private static final int LEFT = 70;
    private static final int ABOVE = 18;
    private static final int BELOW = 26;
    /// Labels that have room beside each other.
    private static final int LABELS = 6;
    /// Half of the width that a label takes.
    private static final int LABEL_HALF = 50;

    /// @param row of the chart that it shows
    /// @param column which it shows
    /// @param place of its column among those that are drawn, from 0
    public record Bar(int x, int y, int width, int height, ChartTable.Row row, int column, int place) {}

    public record Label(int x, int y, String text) {}

    /// Where the line below the bars is.
    public int base() {
        return ABOVE + HIGH;
    }

    /// Where the bars begin.
    public int left() {
        return LEFT;
    }

    static BarChartDrawing of(ChartTable chart) {
        long top = chart.drawn().stream()
                .flatMap(column -> chart.rows().stream().map(row -> row.values().get(column)))
                .filter(value -> value != null)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        int many = Math.max(1, chart.rows().size());
        double slot = (double) (WIDTH - LEFT) / many;
        double wide = Math.min(60, slot * 0.8) / chart.drawn().size();
        int every = (many + LABELS - 1) / LABELS;
        List<Bar> bars = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < chart.rows().size(); i++) {
            ChartTable.Row row = chart.rows().get(i);
            double begin = LEFT + slot * i + (slot - wide * chart.drawn().size()) / 2;
            for (int j = 0; j < chart.drawn().size(); j++) {
                Long value = row.values().get(chart.drawn().get(j));
                if (value != null && value > 0 && top > 0) {
                    int height = (int) Math.max(2, Math.round((double) HIGH * value / top));
                    int x = (int) Math.round(begin + wide * j);
                    bars.add(new Bar(
                            x,
                            ABOVE + HIGH - height,
                            Math.max(2, (int) wide - 1),
                            height,
                            row,
                            chart.drawn().get(j),
                            j));
                }
            }
            if (i % every == 0) {
                int middle = (int) (LEFT + slot * (i + 0.5));
                labels.add(
                        new Label(Math.clamp(middle, LABEL_HALF, WIDTH - LABEL_HALF), ABOVE + HIGH + 18, row.label()));
            }
        }
        return new BarChartDrawing(ABOVE + HIGH + BELOW, top, bars, labels);
    }
}
