package pk.rahnuma.registration.submission;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.organisation.Organisation;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationAccess;

/// `registration.submit_for`: submits an application for an organisation, to which its data then belongs. An
/// organisation that is new to the desk is created from the answers, and the sender becomes its owner.
@Singleton
@Named("registration.submit_for")
public final class SubmitOrganisationApplicationAction
        implements Action.Mutation<SubmitOrganisationApplicationAction.In, SubmitOrganisationApplicationAction.Out> {

    /// Input of the action.
    ///
    /// @param organisation a code of `people.acts_for`; empty or `new` for a new one
    /// @param answers by name, as `register-company.yaml` asks for them; those of a new organisation are `legal_name`,
    ///     `secp_number` and `ntn`
    public record In(String organisation, Map<String, Object> answers) {}

    /// Result of the action.
    ///
    /// @param problem empty when accepted; `duplicate` and `incomplete` as in [SubmitApplicationAction.Out];
    ///     `not_allowed` when the sender may not apply for the organisation, whether it exists or not, or already acts
    ///     for too many
    /// @param reference grouped for reading; with `duplicate`, that of the existing application
    /// @param due time for which the desk aims; null when not accepted, and while no member of staff can decide
    /// @param organisation its name; empty when not accepted
    public record Out(boolean accepted, String problem, String reference, Instant due, String organisation) {

        private static Out refused(String problem) {
            return new Out(false, problem, "", null, "");
        }
    }

    private final ApplicationSubmissionService submissions;
    private final OrganisationService organisations;
    private final ApplicationAccess access;

    SubmitOrganisationApplicationAction(
            ApplicationSubmissionService submissions, OrganisationService organisations, ApplicationAccess access) {
        this.submissions = submissions;
        this.organisations = organisations;
        this.access = access;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<ApplicationSubmissionService.Sender, Application> sent = submissions.findSubmitted(requests);
        Map<ApplicationSubmissionService.Sender, Out> refused = new HashMap<>();
        Map<ApplicationSubmissionService.Sender, Long> subjects = subjects(requests, sent, refused);
        List<ApplicationSubmissionService.SubmissionRequest> wishes = new ArrayList<>();
        for (Request<In> request : requests) {
            Long subject = subjects.get(ApplicationSubmissionService.Sender.fromRequest(request));
            if (subject != null) {
                wishes.add(new ApplicationSubmissionService.SubmissionRequest(request, subject, answers(request)));
            }
        }
        List<ApplicationSubmissionService.SubmissionOutcome> outcomes = submissions.submitAll(wishes, sent);
        Map<ApplicationSubmissionService.Sender, ApplicationSubmissionService.SubmissionOutcome> bySender =
                new HashMap<>();
        for (int i = 0; i < wishes.size(); i++) {
            bySender.putIfAbsent(
                    ApplicationSubmissionService.Sender.fromRequest(
                            wishes.get(i).request()),
                    outcomes.get(i));
        }
        Map<Long, String> names = organisations.findNames(subjects.values());
        return requests.stream()
                .map(ApplicationSubmissionService.Sender::fromRequest)
                .map(sender -> refused.containsKey(sender) ? refused.get(sender) : out(bySender.get(sender), names))
                .toList();
    }

    private static FormAnswers answers(Request<In> request) {
        return new FormAnswers(request.arguments().answers());
    }

    private static Out out(ApplicationSubmissionService.SubmissionOutcome outcome, Map<Long, String> names) {
        Application sent = outcome.application();
        if (sent == null) {
            String twin = outcome.twin() == null ? "" : outcome.twin().toGroupedText();
            return new Out(false, outcome.problem(), twin, null, "");
        }
        return new Out(true, "", sent.reference().toGroupedText(), outcome.due(), names.get(sent.subject()));
    }

    /// Subject for each sender that is not refused. The organisations are locked before the memberships are read.
    private Map<ApplicationSubmissionService.Sender, Long> subjects(
            List<Request<In>> requests,
            Map<ApplicationSubmissionService.Sender, Application> sent,
            Map<ApplicationSubmissionService.Sender, Out> refused) {
        organisations.lockOrganisations(requests.stream()
                .map(request -> Organisation.fromCode(request.arguments().organisation()))
                .flatMap(Optional::stream)
                .distinct()
                .toList());
        ApplicationAccess.AccessRights rights =
                access.findRights(requests.stream().map(Request::conversation).collect(Collectors.toSet()));
        Map<ApplicationSubmissionService.Sender, Long> subjects = new HashMap<>();
        Map<ApplicationSubmissionService.Sender, Request<In>> makers = new HashMap<>();
        for (Request<In> request : requests) {
            ApplicationSubmissionService.Sender sender = ApplicationSubmissionService.Sender.fromRequest(request);
            String code = request.arguments().organisation();
            if (sent.containsKey(sender)) {
                subjects.put(sender, sent.get(sender).subject());
            } else if (!code.isEmpty() && !code.equals("new")) {
                Optional<Long> id =
                        Organisation.fromCode(code).filter(each -> rights.actsFor(request.conversation(), each));
                id.ifPresentOrElse(
                        each -> subjects.put(sender, each), () -> refused.put(sender, Out.refused("not_allowed")));
            } else if (!answers(request).hasProofNumbers()
                    || answers(request).textAnswer(FormAnswers.LEGAL_NAME).isBlank()) {
                refused.put(sender, Out.refused("incomplete"));
            } else {
                makers.put(sender, request);
            }
        }
        make(makers, subjects, refused);
        return subjects;
    }

    private void make(
            Map<ApplicationSubmissionService.Sender, Request<In>> makers,
            Map<ApplicationSubmissionService.Sender, Long> subjects,
            Map<ApplicationSubmissionService.Sender, Out> refused) {
        if (makers.isEmpty()) {
            return;
        }
        List<ApplicationSubmissionService.Sender> senders = List.copyOf(makers.keySet());
        List<Long> made = organisations.createOrganisations(
                senders.stream().map(sender -> wish(makers.get(sender))).toList(),
                makers.get(senders.getFirst()).now());
        for (int i = 0; i < senders.size(); i++) {
            if (made.get(i) == null) {
                refused.put(senders.get(i), Out.refused("not_allowed"));
            } else {
                subjects.put(senders.get(i), made.get(i));
            }
        }
    }

    private static OrganisationService.OrganisationRequest wish(Request<In> request) {
        FormAnswers answers = answers(request);
        return new OrganisationService.OrganisationRequest(
                answers.textAnswer(FormAnswers.LEGAL_NAME),
                answers.textAnswer("secp_number"),
                answers.textAnswer("ntn"),
                request.conversation(),
                answers.textAnswer("applicant_name"));
    }
}
