package pk.rahnuma.console.admin;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import pk.rahnuma.console.ViewContext;
import pk.rahnuma.console.admin.ChartTable.Unit;
import pk.rahnuma.conversation.batch.TrailStatisticsService;
import pk.rahnuma.persistence.DurationPercentiles;
import pk.rahnuma.persistence.TimeBuckets;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.decision.ApplicationQueryService;
import pk.rahnuma.shared.ScriptNames;
import pk.rahnuma.ticket.OpenedTicketCount;
import pk.rahnuma.ticket.TicketCaseFilter.TicketEvent;
import pk.rahnuma.ticket.work.TicketQueryService;

/// Creates the charts, by name, in the order of the page.
@Singleton
final class ChartService {

    private static final String APPLICATIONS_PATH = "/desk/applications?by=";
    private static final String TICKETS_PATH = "/desk/tickets?by=";
    /// Upper bounds of the classes of waiting time, in working hours.
    private static final List<Integer> WAITING_HOURS_BOUNDS = List.of(1, 4, 8, 24);
    private static final int MAX_STARS = 5;
    private static final List<String> TARGET_FILTERS = List.of("&kept=true", "&kept=false", "");

    private final ApplicationQueryService applications;
    private final TicketQueryService tickets;
    private final TrailStatisticsService trail;
    private final WorkingCalendar calendar;

    ChartService(
            ApplicationQueryService applications,
            TicketQueryService tickets,
            TrailStatisticsService trail,
            WorkingCalendar calendar) {
        this.applications = applications;
        this.tickets = tickets;
        this.trail = trail;
        this.calendar = calendar;
    }

    /// Creates all charts.
    ///
    /// @param script of the drop-off
    List<ChartTable> createCharts(ChartPeriod period, String script, ViewContext screen) {
        return listCharts(period, script, screen).values().stream()
                .map(Supplier::get)
                .toList();
    }

    /// Creates one chart.
    ///
    /// @return null when there is no chart of that name
    ChartTable createChart(String name, ChartPeriod period, String script, ViewContext screen) {
        Supplier<ChartTable> chart = listCharts(period, script, screen).get(name);
        return chart == null ? null : chart.get();
    }

    private Map<String, Supplier<ChartTable>> listCharts(ChartPeriod period, String script, ViewContext screen) {
        Map<String, Supplier<ChartTable>> all = new LinkedHashMap<>();
        all.put("sent", () -> createSentChart(period));
        all.put("outcomes", () -> createOutcomeChart(period, screen));
        DecisionCharts decisions = new DecisionCharts(period.toTimeBuckets());
        all.put("decided", () -> createDecidedChart(period, decisions.decidedByBucket()));
        all.put("in_time", () -> createInTimeChart(period, decisions.decidedByBucket()));
        all.put("opened", () -> createOpenedChart(period));
        all.put("waiting", () -> createWaitingChart(period, screen));
        all.put("claimed", () -> createDurationChart("claimed", TicketEvent.CLAIMED, period));
        all.put("first_answer", () -> createDurationChart("first_answer", TicketEvent.ANSWERED, period));
        all.put("solved", () -> createDurationChart("solved", TicketEvent.RESOLVED, period));
        all.put("ratings", () -> createRatingChart(period));
        all.put("drop_off", () -> createDropOffChart(period, script, screen));
        return all;
    }

    private ChartTable createSentChart(ChartPeriod period) {
        Map<Integer, Map<String, Long>> found = applications.countSubmitted(period.toTimeBuckets());
        return new ChartTable(
                "sent",
                Unit.COUNT,
                List.of("individual", "company", "all"),
                List.of(0, 1),
                createTimeRows(
                        period,
                        APPLICATIONS_PATH + "sent",
                        List.of(
                                "&script=" + ScriptNames.REGISTER_INDIVIDUAL,
                                "&script=" + ScriptNames.REGISTER_COMPANY,
                                ""),
                        bucket -> {
                            Map<String, Long> scripts = found.getOrDefault(bucket, Map.of());
                            return List.of(
                                    scripts.getOrDefault(ScriptNames.REGISTER_INDIVIDUAL, 0L),
                                    scripts.getOrDefault(ScriptNames.REGISTER_COMPANY, 0L),
                                    scripts.values().stream()
                                            .mapToLong(Long::longValue)
                                            .sum());
                        }));
    }

    private ChartTable createOutcomeChart(ChartPeriod period, ViewContext screen) {
        List<ChartTable.Row> rows = new ArrayList<>();
        applications
                .countOutcomes(period.toTimeBuckets())
                .forEach((status, many) -> rows.add(new ChartTable.Row(
                        screen.codeText("status", status),
                        toLink(APPLICATIONS_PATH + status, period.beginDate(), period.today(), period),
                        List.of(many))));
        rows.sort((a, b) -> Long.compare(b.values().getFirst(), a.values().getFirst()));
        return new ChartTable("outcomes", Unit.COUNT, List.of("applications"), List.of(0), rows);
    }

    /// Loads the data once for both of the charts that show it.
    private final class DecisionCharts {
        private final TimeBuckets buckets;
        private Map<Integer, DurationPercentiles> found;

        DecisionCharts(TimeBuckets buckets) {
            this.buckets = buckets;
        }

        Map<Integer, DurationPercentiles> decidedByBucket() {
            found = found == null ? applications.findDecisionTimes(buckets) : found;
            return found;
        }
    }

    private static ChartTable createDecidedChart(ChartPeriod period, Map<Integer, DurationPercentiles> found) {
        return createPercentileChart("decided", period, APPLICATIONS_PATH + "decided", found);
    }

    private static ChartTable createInTimeChart(ChartPeriod period, Map<Integer, DurationPercentiles> found) {
        return new ChartTable(
                "in_time",
                Unit.COUNT,
                List.of("kept", "missed", "all"),
                List.of(0, 1),
                createTimeRows(period, APPLICATIONS_PATH + "decided", TARGET_FILTERS, bucket -> {
                    DurationPercentiles one = found.get(bucket);
                    return one == null
                            ? List.of(0L, 0L, 0L)
                            : List.of(one.kept(), one.count() - one.kept(), one.count());
                }));
    }

    private ChartTable createOpenedChart(ChartPeriod period) {
        Map<Integer, OpenedTicketCount> found = tickets.countOpened(period.toTimeBuckets());
        OpenedTicketCount none = new OpenedTicketCount(0, 0);
        return new ChartTable(
                "opened",
                Unit.COUNT,
                List.of("kept", "missed", "all"),
                List.of(0, 1),
                createTimeRows(period, TICKETS_PATH + "opened", TARGET_FILTERS, bucket -> {
                    OpenedTicketCount one = found.getOrDefault(bucket, none);
                    return List.of(one.kept(), one.count() - one.kept(), one.count());
                }));
    }

    private ChartTable createDurationChart(String name, TicketEvent by, ChartPeriod period) {
        return createPercentileChart(
                name,
                period,
                TICKETS_PATH + by.name().toLowerCase(Locale.ROOT),
                tickets.findDurations(by, period.toTimeBuckets()));
    }

    private static ChartTable createPercentileChart(
            String name, ChartPeriod period, String link, Map<Integer, DurationPercentiles> found) {
        return new ChartTable(
                name,
                Unit.TIME,
                List.of("median", "ninth"),
                List.of(0, 1),
                createTimeRows(period, link, List.of("", ""), bucket -> {
                    DurationPercentiles one = found.get(bucket);
                    return one == null
                            ? Arrays.asList(null, null)
                            : List.of(one.median().toSeconds(), one.ninth().toSeconds());
                }));
    }

    /// Waiting tickets as of now, whatever the period is. A longer wait began earlier, so each class is a range of
    /// time.
    private ChartTable createWaitingChart(ChartPeriod period, ViewContext screen) {
        long[] many = new long[WAITING_HOURS_BOUNDS.size() + 1];
        Instant[] first = new Instant[many.length];
        Instant[] last = new Instant[many.length];
        for (Instant since : tickets.findWaitingSince(period.language())) {
            Duration waited = calendar.workingTimeBetween(since, screen.now());
            int place = (int) WAITING_HOURS_BOUNDS.stream()
                    .filter(hours -> waited.compareTo(Duration.ofHours(hours)) >= 0)
                    .count();
            many[place]++;
            first[place] = first[place] == null ? since : first[place];
            last[place] = since;
        }
        List<ChartTable.Row> rows = new ArrayList<>();
        for (int i = 0; i < many.length; i++) {
            String label = i == WAITING_HOURS_BOUNDS.size()
                    ? screen.formatText("charts.longer", "hours", WAITING_HOURS_BOUNDS.getLast())
                    : screen.formatText("charts.up_to", "hours", WAITING_HOURS_BOUNDS.get(i));
            String link =
                    many[i] == 0 ? null : toLink(TICKETS_PATH + "waiting", first[i], last[i].plusSeconds(1), period);
            rows.add(new ChartTable.Row(label, link, List.of(many[i])));
        }
        return new ChartTable("waiting", Unit.COUNT, List.of("tickets"), List.of(0), rows);
    }

    private ChartTable createRatingChart(ChartPeriod period) {
        Map<Integer, Long> found = tickets.countRatings(period.toTimeBuckets());
        List<ChartTable.Row> rows = IntStream.rangeClosed(1, MAX_STARS)
                .mapToObj(stars -> new ChartTable.Row(
                        "★".repeat(stars),
                        toLink(TICKETS_PATH + "resolved&rating=" + stars, period.beginDate(), period.today(), period),
                        List.of(found.getOrDefault(stars, 0L))))
                .toList();
        return new ChartTable("ratings", Unit.COUNT, List.of("tickets"), List.of(0), rows);
    }

    /// Drop-off at each question. The trail is anonymous, so that people who left have no cases to link to; people who
    /// asked for an agent at a question have.
    private ChartTable createDropOffChart(ChartPeriod period, String script, ViewContext screen) {
        TimeBuckets span = period.toTimeBuckets();
        Map<String, Long> asked = tickets.countByQuestion(script, span);
        String link = toLink(TICKETS_PATH + "opened&script=" + script, period.beginDate(), period.today(), period);
        List<ChartTable.Row> rows = trail.findSteps(script, span.from(), span.to(), period.language()).stream()
                .sorted((a, b) -> Long.compare(b.before() + b.cameIn(), a.before() + a.cameIn()))
                .map(step -> new ChartTable.Row(
                        screen.fieldLabel(script, step.name()),
                        null,
                        List.of(
                                step.before(),
                                step.cameIn(),
                                step.wentOn(),
                                step.left(),
                                step.there(),
                                step.tries(),
                                asked.getOrDefault(step.name(), 0L)),
                        Arrays.asList(null, null, null, null, null, null, link + "&step=" + step.name())))
                .toList();
        return new ChartTable(
                "drop_off",
                Unit.COUNT,
                List.of("before", "came_in", "went_on", "left", "there", "tries", "asked"),
                List.of(1, 3, 6),
                rows);
    }

    /// Creates a row for each bucket.
    ///
    /// @param more query of a column's cases besides that of the row; empty for the same cases
    private static List<ChartTable.Row> createTimeRows(
            ChartPeriod period, String link, List<String> more, Function<Integer, List<Long>> values) {
        return IntStream.range(0, period.toTimeBuckets().bucketCount())
                .mapToObj(bucket -> {
                    LocalDate first = period.firstDay(bucket);
                    String all = toLink(link, first, period.lastDay(bucket), period);
                    return new ChartTable.Row(
                            first.toString(),
                            all,
                            values.apply(bucket),
                            more.stream().map(each -> all + each).toList());
                })
                .toList();
    }

    private static String toLink(String to, Object first, Object last, ChartPeriod period) {
        return to + "&from=" + first + "&to=" + last
                + (period.language() == null ? "" : "&language=" + period.language());
    }

    /// Scripts whose drop-off can be shown.
    static final Set<String> DROP_OFF_SCRIPTS = new java.util.TreeSet<>(Set.of(
            ScriptNames.ELIGIBILITY,
            ScriptNames.REGISTER_INDIVIDUAL,
            ScriptNames.REGISTER_COMPANY,
            ScriptNames.HUMAN,
            ScriptNames.STATUS,
            ScriptNames.PROBLEM));
}
