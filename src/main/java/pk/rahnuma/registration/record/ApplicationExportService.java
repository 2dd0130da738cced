package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.document.Document;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.vault.PagedRows;

/// Exports the applications of a person or an organisation.
@Singleton
final class ApplicationExportService {

    private final ApplicationContentService contents;
    private final ApplicationErasureRepository erasures;
    private final ApplicationHistoryRepository history;
    private final LineContentService lines;
    private final OrganisationService organisations;
    private final ApplicationDocumentService documents;
    private final AuditLog audit;

    ApplicationExportService(
            ApplicationContentService contents,
            ApplicationErasureRepository erasures,
            ApplicationHistoryRepository history,
            LineContentService lines,
            OrganisationService organisations,
            ApplicationDocumentService documents,
            AuditLog audit) {
        this.contents = contents;
        this.erasures = erasures;
        this.history = history;
        this.lines = lines;
        this.organisations = organisations;
        this.documents = documents;
        this.audit = audit;
    }

    /// Data about a person in applications: their own, and those that they submitted for organisations.
    Map<String, Object> exportApplications(long person) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "applications",
                new PagedRows<>(
                        (Application last, int limit) -> erasures.findPageBySubject(person, last, limit),
                        page -> page.stream().map(this::toExport).toList()));
        Iterable<Map<String, Object>> sent = new PagedRows<>(
                (Application last, int limit) -> erasures.findPageSentForOthers(person, last, limit),
                this::sentForOthers);
        if (sent.iterator().hasNext()) {
            all.put("sent_for_organisations", sent);
        }
        return all;
    }

    /// Answers about the person in the applications that they submitted for organisations. All other answers belong to
    /// the organisation, and so do answers with which a colleague has replaced them.
    private List<Map<String, Object>> sentForOthers(List<Application> page) {
        List<Application> sent = page.stream()
                .filter(application -> !application.isHandedOver() && !application.isErased())
                .toList();
        if (sent.isEmpty()) {
            return List.of();
        }
        Map<Long, String> names = organisations.findNames(
                sent.stream().map(Application::subject).distinct().toList());
        Map<Application, FormAnswers> asSent = new LinkedHashMap<>();
        sent.forEach(application -> asSent.put(application, contents.readSubmitted(application)));
        Map<Long, Map<String, Document>> files = documents.findDocuments(asSent);
        List<Map<String, Object>> exported = new ArrayList<>();
        asSent.forEach((application, answers) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("reference", application.reference().toGroupedText());
            one.put("organisation", names.getOrDefault(application.subject(), ""));
            one.put("submitted", application.submitted());
            one.put("script", application.script());
            one.put("answers", aboutApplicant(answers));
            List<Map<String, Object>> own = files.get(application.id()).entrySet().stream()
                    .filter(file -> FormAnswers.APPLICANT_QUESTIONS.contains(file.getKey()))
                    .map(file -> toExport(file.getValue()))
                    .toList();
            if (!own.isEmpty()) {
                one.put("files", own);
            }
            exported.add(one);
        });
        return exported;
    }

    private static Map<String, Object> aboutApplicant(FormAnswers answers) {
        Map<String, Object> own = new LinkedHashMap<>();
        FormAnswers.APPLICANT_QUESTIONS.stream()
                .filter(name -> answers.values().get(name) != null)
                .forEach(name -> own.put(name, answers.values().get(name)));
        return own;
    }

    private static Map<String, Object> toExport(Document document) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("file", Long.toString(document.id()));
        exported.put("name", document.fileName());
        exported.put("type", document.kind().mediaType());
        exported.put("bytes", document.size());
        exported.put("received", document.received());
        return exported;
    }

    private Map<String, Object> toExport(Application application) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("reference", application.reference().toGroupedText());
        exported.put("status", application.status().toWord());
        exported.put("submitted", application.submitted());
        exported.put("since", application.since());
        if (application.dueAt() != null) {
            exported.put("due", application.dueAt());
        }
        if (application.authorityReference() != null) {
            exported.put("authority_reference", application.authorityReference());
        }
        exported.put("script", application.script());
        exported.put("answers", contents.readAnswers(application).values());
        exported.put(
                "lines",
                contents.readLines(application).stream()
                        .map(ApplicationExportService::toExport)
                        .toList());
        putIfAny(
                exported,
                "other_answers",
                new PagedRows<>(
                        (ApplicationContentService.EarlierAnswers last, int limit) ->
                                contents.findReplacedPage(application, last == null ? 0 : last.seq(), limit),
                        page -> page.stream()
                                .map(earlier -> toExport(earlier.state(), earlier.at(), earlier.answers()))
                                .toList()));
        putIfAny(
                exported,
                "other_line_answers",
                new PagedRows<>(
                        (LineContentService.FormerAnswers last, int limit) ->
                                lines.findFormerPage(application, last, limit),
                        page -> page.stream()
                                .map(former -> {
                                    Map<String, Object> one = toExport(former.state(), former.at(), former.answers());
                                    one.put("line", former.number());
                                    return one;
                                })
                                .toList()));
        exported.put(
                "history",
                new PagedRows<>(
                        (ApplicationEvent last, int limit) ->
                                history.findPage(application, last == null ? 0 : last.seq(), limit),
                        page -> page.stream()
                                .map(ApplicationExportService::toExport)
                                .toList()));
        exported.put("log", audit.exportChain(application.id()));
        return exported;
    }

    private static void putIfAny(Map<String, Object> exported, String name, Iterable<Map<String, Object>> rows) {
        if (rows.iterator().hasNext()) {
            exported.put(name, rows);
        }
    }

    private static Map<String, Object> toExport(LineContent content) {
        Line line = content.line();
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("line", line.number());
        exported.put("status", line.status().toWord());
        exported.put("since", line.since());
        if (line.authorityReference() != null) {
            exported.put("authority_reference", line.authorityReference());
        }
        if (line.term().from() != null) {
            exported.put("valid_from", line.term().from().toString());
        }
        if (line.term().until() != null) {
            exported.put("valid_until", line.term().until().toString());
        }
        if (line.change() != null) {
            exported.put("change", line.change().toWord());
        }
        if (content.wanted() != null) {
            exported.put("wanted", content.wanted().values());
        }
        return exported;
    }

    private static Map<String, Object> toExport(AnswerState state, Instant at, FormAnswers answers) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("state", state.name());
        exported.put("at", at);
        exported.put("answers", answers.values());
        return exported;
    }

    private static Map<String, Object> toExport(ApplicationEvent event) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("at", event.at());
        exported.put("status", event.to().toWord());
        exported.put("who", TransitionActor.isPartyName(event.who()) ? event.who() : "staff");
        if (!event.reasons().isEmpty()) {
            exported.put(
                    "reasons",
                    event.reasons().stream().map(DecisionReason::toWord).toList());
        }
        if (event.note() != null) {
            exported.put("note", event.note());
        }
        if (event.confirmation() != null) {
            exported.put("confirmed_on", event.confirmation().on().toString());
        }
        return exported;
    }
}
