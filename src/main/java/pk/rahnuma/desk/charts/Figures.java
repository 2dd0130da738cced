package pk.rahnuma.desk.charts;

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
import pk.rahnuma.desk.charts.Chart.Unit;
import pk.rahnuma.desk.page.Screen;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.records.ApplicationFigures;
import pk.rahnuma.store.Span;
import pk.rahnuma.store.Spread;
import pk.rahnuma.support.records.TicketFigures;
import pk.rahnuma.support.records.TicketFigures.By;
import pk.rahnuma.turn.TrailFigures;

/// The charts, by name, in the order of the page.
@Singleton
final class Figures {

    private static final String APPLICATIONS = "/desk/applications?by=";
    private static final String TICKETS = "/desk/tickets?by=";
    /// Ends of classes of waiting time, in working hours.
    private static final List<Integer> WAITED = List.of(1, 4, 8, 24);
    private static final int STARS = 5;
    private static final String INDIVIDUAL = "register-individual";
    private static final String COMPANY = "register-company";
    private static final List<String> KEPT_OR_NOT = List.of("&kept=true", "&kept=false", "");

    private final ApplicationFigures applications;
    private final TicketFigures tickets;
    private final TrailFigures trail;
    private final WorkingCalendar calendar;

    Figures(ApplicationFigures applications, TicketFigures tickets, TrailFigures trail, WorkingCalendar calendar) {
        this.applications = applications;
        this.tickets = tickets;
        this.trail = trail;
        this.calendar = calendar;
    }

    /// @param script of the drop-off
    List<Chart> all(Period period, String script, Screen screen) {
        return charts(period, script, screen).values().stream()
                .map(Supplier::get)
                .toList();
    }

    /// @return null when there is none of that name
    Chart named(String name, Period period, String script, Screen screen) {
        Supplier<Chart> chart = charts(period, script, screen).get(name);
        return chart == null ? null : chart.get();
    }

    private Map<String, Supplier<Chart>> charts(Period period, String script, Screen screen) {
        Map<String, Supplier<Chart>> all = new LinkedHashMap<>();
        all.put("sent", () -> sent(period));
        all.put("outcomes", () -> outcomes(period, screen));
        Decisions decisions = new Decisions(period.span());
        all.put("decided", () -> decided(period, decisions.found()));
        all.put("in_time", () -> inTime(period, decisions.found()));
        all.put("opened", () -> opened(period));
        all.put("waiting", () -> waiting(period, screen));
        all.put("claimed", () -> took("claimed", By.CLAIMED, period));
        all.put("first_answer", () -> took("first_answer", By.ANSWERED, period));
        all.put("solved", () -> took("solved", By.RESOLVED, period));
        all.put("ratings", () -> ratings(period));
        all.put("drop_off", () -> dropOff(period, script, screen));
        return all;
    }

    private Chart sent(Period period) {
        Map<Integer, Map<String, Long>> found = applications.sent(period.span());
        return new Chart(
                "sent",
                Unit.COUNT,
                List.of("individual", "company", "all"),
                List.of(0, 1),
                byTime(
                        period,
                        APPLICATIONS + "sent",
                        List.of("&script=" + INDIVIDUAL, "&script=" + COMPANY, ""),
                        bucket -> {
                            Map<String, Long> scripts = found.getOrDefault(bucket, Map.of());
                            return List.of(
                                    scripts.getOrDefault(INDIVIDUAL, 0L),
                                    scripts.getOrDefault(COMPANY, 0L),
                                    scripts.values().stream()
                                            .mapToLong(Long::longValue)
                                            .sum());
                        }));
    }

    private Chart outcomes(Period period, Screen screen) {
        List<Chart.Row> rows = new ArrayList<>();
        applications
                .outcomes(period.span())
                .forEach((status, many) -> rows.add(new Chart.Row(
                        screen.word("status", status),
                        link(APPLICATIONS + status, period.begin(), period.today(), period),
                        List.of(many))));
        rows.sort((a, b) -> Long.compare(b.values().getFirst(), a.values().getFirst()));
        return new Chart("outcomes", Unit.COUNT, List.of("applications"), List.of(0), rows);
    }

    /// Asked once for both of the charts that show them.
    private final class Decisions {
        private final Span span;
        private Map<Integer, Spread> found;

        Decisions(Span span) {
            this.span = span;
        }

        Map<Integer, Spread> found() {
            found = found == null ? applications.decided(span) : found;
            return found;
        }
    }

    private static Chart decided(Period period, Map<Integer, Spread> found) {
        return spread("decided", period, APPLICATIONS + "decided", found);
    }

    private static Chart inTime(Period period, Map<Integer, Spread> found) {
        return new Chart(
                "in_time",
                Unit.COUNT,
                List.of("kept", "missed", "all"),
                List.of(0, 1),
                byTime(period, APPLICATIONS + "decided", KEPT_OR_NOT, bucket -> {
                    Spread one = found.get(bucket);
                    return one == null
                            ? List.of(0L, 0L, 0L)
                            : List.of(one.kept(), one.count() - one.kept(), one.count());
                }));
    }

    private Chart opened(Period period) {
        Map<Integer, TicketFigures.Opened> found = tickets.opened(period.span());
        TicketFigures.Opened none = new TicketFigures.Opened(0, 0);
        return new Chart(
                "opened",
                Unit.COUNT,
                List.of("kept", "missed", "all"),
                List.of(0, 1),
                byTime(period, TICKETS + "opened", KEPT_OR_NOT, bucket -> {
                    TicketFigures.Opened one = found.getOrDefault(bucket, none);
                    return List.of(one.kept(), one.count() - one.kept(), one.count());
                }));
    }

    private Chart took(String name, By by, Period period) {
        return spread(name, period, TICKETS + by.name().toLowerCase(Locale.ROOT), tickets.took(by, period.span()));
    }

    private static Chart spread(String name, Period period, String link, Map<Integer, Spread> found) {
        return new Chart(
                name,
                Unit.TIME,
                List.of("median", "ninth"),
                List.of(0, 1),
                byTime(period, link, List.of("", ""), bucket -> {
                    Spread one = found.get(bucket);
                    return one == null
                            ? Arrays.asList(null, null)
                            : List.of(one.median().toSeconds(), one.ninth().toSeconds());
                }));
    }

    /// Of now, whatever the period is. Who waits for longer began earlier: each class is a time.
    private Chart waiting(Period period, Screen screen) {
        long[] many = new long[WAITED.size() + 1];
        Instant[] first = new Instant[many.length];
        Instant[] last = new Instant[many.length];
        for (Instant since : tickets.waiting(period.language())) {
            Duration waited = calendar.worked(since, screen.now());
            int place = (int) WAITED.stream()
                    .filter(hours -> waited.compareTo(Duration.ofHours(hours)) >= 0)
                    .count();
            many[place]++;
            first[place] = first[place] == null ? since : first[place];
            last[place] = since;
        }
        List<Chart.Row> rows = new ArrayList<>();
        for (int i = 0; i < many.length; i++) {
            String label = i == WAITED.size()
                    ? screen.say("charts.longer", "hours", WAITED.getLast())
                    : screen.say("charts.up_to", "hours", WAITED.get(i));
            String link = many[i] == 0 ? null : link(TICKETS + "waiting", first[i], last[i].plusSeconds(1), period);
            rows.add(new Chart.Row(label, link, List.of(many[i])));
        }
        return new Chart("waiting", Unit.COUNT, List.of("tickets"), List.of(0), rows);
    }

    private Chart ratings(Period period) {
        Map<Integer, Long> found = tickets.ratings(period.span());
        List<Chart.Row> rows = IntStream.rangeClosed(1, STARS)
                .mapToObj(stars -> new Chart.Row(
                        "★".repeat(stars),
                        link(TICKETS + "resolved&rating=" + stars, period.begin(), period.today(), period),
                        List.of(found.getOrDefault(stars, 0L))))
                .toList();
        return new Chart("ratings", Unit.COUNT, List.of("tickets"), List.of(0), rows);
    }

    /// The trail is nobody's, so that who left has no cases to lead to; who asked for a human at a question has.
    private Chart dropOff(Period period, String script, Screen screen) {
        Span span = period.span();
        Map<String, Long> asked = tickets.askedAt(script, span);
        String link = link(TICKETS + "opened&script=" + script, period.begin(), period.today(), period);
        List<Chart.Row> rows = trail.of(script, span.from(), span.to(), period.language()).stream()
                .sorted((a, b) -> Long.compare(b.before() + b.cameIn(), a.before() + a.cameIn()))
                .map(step -> new Chart.Row(
                        screen.label(script, step.name()),
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
        return new Chart(
                "drop_off",
                Unit.COUNT,
                List.of("before", "came_in", "went_on", "left", "there", "tries", "asked"),
                List.of(1, 3, 6),
                rows);
    }

    /// @param more what the address of a column's cases has besides that of the row; nothing for the same
    private static List<Chart.Row> byTime(
            Period period, String link, List<String> more, Function<Integer, List<Long>> values) {
        return IntStream.range(0, period.span().buckets())
                .mapToObj(bucket -> {
                    LocalDate first = period.first(bucket);
                    String all = link(link, first, period.last(bucket), period);
                    return new Chart.Row(
                            first.toString(),
                            all,
                            values.apply(bucket),
                            more.stream().map(each -> all + each).toList());
                })
                .toList();
    }

    private static String link(String to, Object first, Object last, Period period) {
        return to + "&from=" + first + "&to=" + last
                + (period.language() == null ? "" : "&language=" + period.language());
    }

    /// Scripts whose drop-off can be seen.
    static final Set<String> SCRIPTS = new java.util.TreeSet<>(
            Set.of("eligibility", "register-individual", "register-company", "human", "status", "problem"));
}
