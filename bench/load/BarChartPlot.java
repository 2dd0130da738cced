package load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Draws results as an SVG: a bar chart per figure, with a group per load and a bar per bot.
final class BarChartPlot {

    private static final int WIDTH = 960;
    private static final int PICTURES = 11;
    private static final int HEIGHT = 180;
    private static final int LEFT = 60;
    private static final int TOP = 34;
    private static final int BARS = 105;
    private static final int GAP = 24;
    private static final String[] COLOURS = {"#1b6ca8", "#63b1e5", "#e07b39", "#7a9e3f", "#8a5aa8", "#888888"};

    private final List<LoadResult> levels;
    private final List<String> bots;
    private final Map<String, List<LoadResult>> loads = new LinkedHashMap<>();
    private int places;
    private final StringBuilder svg = new StringBuilder();

    private BarChartPlot(List<LoadResult> levels) {
        this.levels = levels;
        this.bots = levels.stream().map(LoadResult::name).distinct().toList();
        levels.forEach(level ->
                loads.computeIfAbsent(load(level), load -> new ArrayList<>()).add(level));
    }

    static String of(List<LoadResult> levels) {
        return new BarChartPlot(levels).draw();
    }

    private String draw() {
        svg.append(("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n")
                .formatted(WIDTH, PICTURES * HEIGHT + 30));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (int i = 0; i < bots.size(); i++) {
            int x = LEFT + i * 190;
            svg.append("<rect x=\"%d\" y=\"8\" width=\"11\" height=\"11\" fill=\"%s\"/>"
                    .formatted(x, COLOURS[i % COLOURS.length]));
            text(x + 16, 18, "start", bots.get(i));
        }
        picture("updates a second that the bot took", false, LoadResult::acknowledged);
        picture("turns a second, the answer seen", false, LoadResult::replied);
        picture("p50 from saying to having seen the answer, ms (logarithmic)", true, LoadResult::p50);
        picture("p99, ms (logarithmic)", true, LoadResult::p99);
        picture("calls of the Bot API a turn", false, LoadResult::calls);
        picture("memory of the bot, MB", false, LoadResult::memory);
        picture("CPU of bot and database, ms a turn", false, LoadResult::cpuMillisPerTurn);
        picture("cores: the bot", false, LoadResult::bot);
        picture("cores: the database", false, LoadResult::database);
        picture("cores: the generator", false, LoadResult::generator);
        picture("cores: everything else on the machine", false, LoadResult::other);
        return svg.append("</svg>\n").toString();
    }

    private void picture(String title, boolean logarithmic, ToDoubleFunction<LoadResult> value) {
        int base = 30 + places++ * HEIGHT + TOP + BARS;
        double most = levels.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        double least = logarithmic
                ? levels.stream().mapToDouble(value).filter(v -> v > 0).min().orElse(1) / 2
                : 0;
        text(LEFT, base - BARS - 14, "start", title);
        double group = (WIDTH - LEFT - GAP) / (double) loads.size();
        double bar = (group - GAP) / bots.size();
        double x = LEFT;
        for (Map.Entry<String, List<LoadResult>> load : loads.entrySet()) {
            for (LoadResult level : load.getValue()) {
                double at = value.applyAsDouble(level);
                double share = logarithmic ? Math.log(at / least) / Math.log(most / least) : at / most;
                double height = Double.isFinite(share) ? Math.max(0, share) * BARS : 0;
                int i = bots.indexOf(level.name());
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                        x + i * bar,
                        base - height,
                        bar - 2,
                        height,
                        COLOURS[i % COLOURS.length]));
                text(x + i * bar + bar / 2 - 1, base - height - 3, "middle", number(at));
            }
            text(x + (group - GAP) / 2, base + 15, "middle", load.getKey());
            x += group;
        }
        svg.append(String.format(Locale.ROOT, "<path d=\"M%d %d H%d\" stroke=\"#444\"/>%n", LEFT, base, WIDTH - GAP));
    }

    private void text(double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }

    private static String load(LoadResult level) {
        return level.rate() > 0
                ? level.rate() + "/s offered"
                : level.people() + (level.people() == 1 ? " person" : " people");
    }
}
