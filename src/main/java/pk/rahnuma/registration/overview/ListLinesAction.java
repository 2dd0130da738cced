package pk.rahnuma.registration.overview;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.MaskedAnswers;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.LineContent;

/// `registration.lines`: lines of an application of the person with all their parts, those of a status, place, provider
/// or address.
@Singleton
@Named("registration.lines")
public final class ListLinesAction implements Action.Query<ListLinesAction.In, ListLinesAction.Out> {

    /// Maximum lines that are shown: they must fit into one message.
    static final int MAX_ITEMS = 20;

    private static final String ALL = "all";

    /// Input of the action.
    ///
    /// @param reference as typed or shown
    /// @param wanted name of a [LineStatus], an address, or part of a place or provider; empty or `all` for all lines
    public record In(String reference, String wanted) {}

    /// Result of the action.
    ///
    /// @param count number of lines that were wanted
    /// @param items the first of them
    /// @param more number of the others
    /// @param statuses of all lines of the application
    public record Out(long count, List<Item> items, long more, List<StatusCount> statuses) {}

    /// A line.
    ///
    /// @param number counted from 1
    /// @param site and what follows up to `sponsor`, as registered or requested; empty when there is none
    /// @param isp a code of the form, or a name
    /// @param subscriber_id masked for whoever may only read
    /// @param status name of a [LineStatus]
    /// @param since time of the status
    /// @param until last day of the registration; null when the operator set none
    /// @param wanted whether a change waits for a decision
    public record Item(
            long number,
            String site,
            String isp,
            String subscriber_id,
            String addresses,
            String sponsor,
            String status,
            Instant since,
            Instant until,
            boolean wanted) {}

    /// Number of lines of a status.
    ///
    /// @param status name of a [LineStatus]
    public record StatusCount(String status, long count) {}

    private final ShowApplicationAction applications;
    private final ApplicationContentService contents;
    private final ApplicationAccess access;

    ListLinesAction(ShowApplicationAction applications, ApplicationContentService contents, ApplicationAccess access) {
        this.applications = applications;
        this.contents = contents;
        this.access = access;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        ApplicationAccess.AccessRights rights = access.findRights(
                requests.stream().map(Request::conversation).distinct().toList());
        List<Optional<Application>> found = applications.findApplications(requests, In::reference, rights);
        List<Application> all =
                found.stream().flatMap(Optional::stream).distinct().toList();
        Map<Long, List<LineContent>> lines = all.isEmpty() ? Map.of() : contents.readLines(all);
        List<Out> results = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            Request<In> request = requests.get(i);
            results.add(found.get(i)
                    .map(application -> toOut(
                            lines.get(application.id()),
                            request.arguments().wanted(),
                            rights.canAct(request.conversation(), application.subject())))
                    .orElse(new Out(0, List.of(), 0, List.of())));
        }
        return results;
    }

    private static Out toOut(List<LineContent> lines, String wanted, boolean acts) {
        List<LineContent> chosen = lines.stream().filter(findFilter(wanted)).toList();
        List<StatusCount> statuses = new ArrayList<>();
        lines.stream()
                .collect(Collectors.groupingBy(content -> content.line().status(), TreeMap::new, Collectors.counting()))
                .forEach((status, count) -> statuses.add(new StatusCount(status.name(), count)));
        return new Out(
                chosen.size(),
                chosen.stream()
                        .limit(MAX_ITEMS)
                        .map(content -> toItem(content, acts))
                        .toList(),
                Math.max(0, chosen.size() - MAX_ITEMS),
                statuses);
    }

    private static Predicate<LineContent> findFilter(String wanted) {
        if (wanted.isBlank() || wanted.equals(ALL)) {
            return content -> true;
        }
        if (Stream.of(LineStatus.values()).anyMatch(status -> status.name().equals(wanted))) {
            return content -> content.line().status().name().equals(wanted);
        }
        if (IpAddresses.parseAddress(wanted) != null) {
            List<String> addresses = IpAddresses.listAddresses(wanted.strip());
            return content -> content.answers().singleAddresses().stream().anyMatch(addresses::contains);
        }
        String key = TextNormaliser.toComparisonKey(wanted);
        return content -> Stream.of(
                        content.answers().textAnswer(FormAnswers.SITE),
                        content.answers().providerName())
                .anyMatch(part -> TextNormaliser.toComparisonKey(part).contains(key));
    }

    private static Item toItem(LineContent content, boolean acts) {
        Line line = content.line();
        FormAnswers answers = content.answers();
        return new Item(
                line.number(),
                answers.textAnswer(FormAnswers.SITE),
                answers.providerName(),
                MaskedAnswers.maskAnswers(answers, acts).getOrDefault(FormAnswers.SUBSCRIBER_ID, ""),
                ApplicationView.formatAddresses(answers.writtenAddresses()),
                answers.textAnswer(FormAnswers.SPONSOR),
                line.status().name(),
                line.since(),
                line.term().until() == null
                        ? null
                        : WorkingCalendar.startOf(line.term().until()),
                content.wanted() != null);
    }
}
