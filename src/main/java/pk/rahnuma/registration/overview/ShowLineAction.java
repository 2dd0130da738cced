package pk.rahnuma.registration.overview;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.MaskedAnswers;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.LineContent;

/// `registration.line`: one line of an application of the person, or all of them, with what can be checked about it at
/// once.
@Singleton
@Named("registration.line")
public final class ShowLineAction implements Action.Query<ShowLineAction.In, ShowLineAction.Out> {

    /// Input of the action.
    ///
    /// @param reference as typed or shown; empty for the newest
    /// @param way word of an [ApplicantAction]: only lines that allow it now are listed; empty for all
    /// @param line number of one of `lines`; otherwise all are meant
    public record In(String reference, String way, String line) {}

    /// Result of the action.
    ///
    /// @param found false when the person has no such application; then all else is empty
    /// @param count number of `lines`, at least 1
    /// @param lines of an organisation; none for an individual, who has one
    /// @param status and what follows, as in [ShowApplicationAction.Out]; `line` names that line alone
    /// @param site of the line, and what follows up to `subscriber_id`, as registered or requested; empty when
    ///     all lines are meant
    /// @param subscriber_id masked
    /// @param parts answers about the line that can be changed; none when all lines are meant
    /// @param checked the line and the desk's record of it in words, as the text of a ticket
    public record Out(
            boolean found,
            long count,
            List<Line> lines,
            String status,
            String line,
            String site,
            String isp,
            String subscriber_id,
            List<Part> parts,
            String protocol,
            Instant registered,
            Instant changed,
            String checked) {

        private static final Out NOT_FOUND =
                new Out(false, 0, List.of(), "", "", "", "", "", List.of(), "", null, null, "");
    }

    /// An answer about a line.
    ///
    /// @param name of the question; in words, the text `values.<name>`
    public record Part(String name) {}

    /// A line of an organisation.
    ///
    /// @param number counted from 1
    /// @param isp a code of the form, or a name
    /// @param status name of a [pk.rahnuma.registration.LineStatus]
    public record Line(String number, String site, String isp, String status) {}

    private final ShowApplicationAction applications;
    private final ApplicationContentService contents;
    private final ApplicationAccess access;
    private final ScriptLibrary library;

    ShowLineAction(
            ShowApplicationAction applications,
            ApplicationContentService contents,
            ApplicationAccess access,
            ScriptLibrary library) {
        this.applications = applications;
        this.contents = contents;
        this.access = access;
        this.library = library;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<Request<ShowApplicationAction.In>> asked = requests.stream()
                .map(request -> request.withArguments(
                        new ShowApplicationAction.In(request.arguments().reference())))
                .toList();
        List<Optional<Application>> found = applications.findApplications(
                requests,
                In::reference,
                access.findRights(
                        requests.stream().map(Request::conversation).distinct().toList()));
        List<Application> all =
                found.stream().flatMap(Optional::stream).distinct().toList();
        if (all.isEmpty()) {
            return requests.stream().map(request -> Out.NOT_FOUND).toList();
        }
        List<ShowApplicationAction.Out> shown = applications.executeAll(asked);
        Map<Long, List<LineContent>> lines = contents.readLines(all);
        List<Out> results = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            Request<In> request = requests.get(i);
            ShowApplicationAction.Out own = shown.get(i);
            results.add(found.get(i)
                    .map(a -> toOutcome(a, own, lines.get(a.id()), request))
                    .orElse(Out.NOT_FOUND));
        }
        return results;
    }

    private Out toOutcome(
            Application application, ShowApplicationAction.Out own, List<LineContent> all, Request<In> request) {
        Optional<ApplicantAction> way =
                ApplicantAction.parseWord(request.arguments().way());
        Map<Line, LineContent> lines = new LinkedHashMap<>();
        if (!application.isPersonal()) {
            all.stream()
                    .filter(content -> way.isEmpty() || way.get().isAllowed(content.line(), request.now()))
                    .forEach(content -> lines.put(toLine(content), content));
        }
        Optional<Line> chosen = lines.keySet().stream()
                .filter(line -> line.number().equals(request.arguments().line()))
                .findFirst();
        String line = chosen.map(one ->
                        ApplicationView.formatAddresses(lines.get(one).answers().writtenAddresses()))
                .orElse(own.line());
        String named =
                chosen.map(one -> one.site() + ", " + one.isp() + ": " + line).orElse(line);
        String status = chosen.map(Line::status).orElse(own.status());
        Optional<LineContent> only = application.isPersonal() ? all.stream().findFirst() : chosen.map(lines::get);
        FormAnswers answers = only.map(LineContent::answers).orElse(new FormAnswers(Map.of()));
        return new Out(
                true,
                Math.max(1, lines.size()),
                List.copyOf(lines.keySet()),
                status,
                line,
                answers.textAnswer(FormAnswers.SITE),
                answers.providerName(),
                MaskedAnswers.maskAnswers(answers, false).getOrDefault(FormAnswers.SUBSCRIBER_ID, ""),
                answers.changeableParts().stream().map(Part::new).toList(),
                own.protocol(),
                own.registered(),
                own.changed(),
                formatReport(request.language(), named, status, own));
    }

    /// Text of a ticket about a line that does not work: `blocked_line.report`.
    private String formatReport(String language, String line, String status, ShowApplicationAction.Out own) {
        Map<String, Object> values = new HashMap<>();
        values.put("line", line);
        values.put("status", library.texts().codesInWords(language, status));
        values.put("registered", own.registered() == null ? null : Date.from(own.registered()));
        values.put("changed", own.changed() == null ? null : Date.from(own.changed()));
        return library.texts().formatText(language, "blocked_line.report", values);
    }

    private static Line toLine(LineContent content) {
        return new Line(
                String.valueOf(content.line().number()),
                content.answers().textAnswer(FormAnswers.SITE),
                content.answers().textAnswer(FormAnswers.PROVIDER),
                content.line().status().name());
    }
}
