package pk.rahnuma.registration.submission;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.organisation.Organisation;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.MaskedAnswers;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.LineContent;
import pk.rahnuma.registration.submission.LineDifference.ChangedLine;
import pk.rahnuma.registration.submission.OrganisationLineService.ComparedList;

/// `registration.compare_lines`: differences of the lines of a form to those that its organisation has already.
@Singleton
@Named("registration.compare_lines")
public final class CompareLinesAction implements Action.Query<CompareLinesAction.In, CompareLinesAction.Out> {

    /// Maximum number of lines that are shown or named.
    private static final int MAX_SHOWN = 10;

    /// Maximum number of addresses of a line that are shown.
    private static final int MAX_ADDRESSES = 8;

    /// Input of the action.
    ///
    /// @param organisation its code; empty or `new` for none
    /// @param service for which it applies
    /// @param lines with their answers, as `register-company.yaml` asks for them
    public record In(String organisation, String service, List<Map<String, Object>> lines) {}

    /// Result of the action. All is empty when the person may not apply for the organisation, or it has no lines.
    ///
    /// @param known number of lines on the list that the organisation has
    /// @param unchanged how many of these are the same
    /// @param changed how many have other parts
    /// @param added number of lines that are new
    /// @param missing number of the organisation's lines that are not on a list with known lines
    /// @param missing_names places of these, at most ten, with commas between them
    /// @param choices for the missing lines: `keep` and `end`; none without such lines
    /// @param items lines with other parts, at most ten
    public record Out(
            long known,
            long unchanged,
            long changed,
            long added,
            long missing,
            String missing_names,
            List<Choice> choices,
            List<Item> items) {

        private static final Out NONE = new Out(0, 0, 0, 0, 0, "", List.of(), List.of());
    }

    public record Choice(String code) {}

    /// A line that changes.
    ///
    /// @param was what it has in place of `wanted`
    /// @param wanted parts that differ
    /// @param possible false while it cannot be changed, such as during its confirmation by the provider
    public record Item(String site, String was, String wanted, boolean possible) {}

    private static final List<Choice> CHOICES = List.of(new Choice("keep"), new Choice("end"));

    private final OrganisationLineService lines;
    private final ApplicationAccess access;

    CompareLinesAction(OrganisationLineService lines, ApplicationAccess access) {
        this.lines = lines;
        this.access = access;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        ApplicationAccess.AccessRights rights =
                access.findRights(requests.stream().map(Request::conversation).collect(Collectors.toSet()));
        return requests.stream()
                .map(request -> Organisation.fromCode(request.arguments().organisation())
                        .filter(organisation -> rights.actsFor(request.conversation(), organisation))
                        .map(organisation -> toResult(
                                lines.compareLines(
                                        organisation,
                                        request.arguments().service(),
                                        request.arguments().lines().stream()
                                                .map(FormAnswers::new)
                                                .toList()),
                                request.now()))
                        .orElse(Out.NONE))
                .toList();
    }

    private static Out toResult(ComparedList list, Instant now) {
        LineDifference difference = list.difference();
        if (!difference.isOverlapping()) {
            return Out.NONE;
        }
        return new Out(
                difference.unchanged().size() + (long) difference.changed().size(),
                difference.unchanged().size(),
                difference.changed().size(),
                difference.added().size(),
                difference.missing().size(),
                difference.missing().stream()
                        .limit(MAX_SHOWN)
                        .map(CompareLinesAction::siteOf)
                        .collect(Collectors.joining(", ")),
                difference.missing().isEmpty() ? List.of() : CHOICES,
                difference.changed().stream()
                        .limit(MAX_SHOWN)
                        .map(line -> toItem(line, now))
                        .toList());
    }

    private static String siteOf(LineContent line) {
        return line.answers().textAnswer(FormAnswers.SITE);
    }

    private static Item toItem(ChangedLine line, Instant now) {
        FormAnswers known = line.known().answers();
        List<String> different = FormAnswers.LINE_PARTS.stream()
                .filter(part -> line.wanted().values().containsKey(part)
                        && line.wanted().isChangedFrom(known, part))
                .toList();
        return new Item(
                siteOf(line.known()),
                formatParts(known, different),
                formatParts(line.wanted(), different),
                OrganisationLineService.isChangeable(line, now));
    }

    private static String formatParts(FormAnswers line, List<String> parts) {
        Map<String, String> masked = MaskedAnswers.maskAnswers(line, false);
        return parts.stream()
                .map(part -> part.equals(FormAnswers.LINE_ADDRESSES)
                        ? line.writtenAddresses().stream().limit(MAX_ADDRESSES).collect(Collectors.joining(", "))
                        : masked.getOrDefault(part, ""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
