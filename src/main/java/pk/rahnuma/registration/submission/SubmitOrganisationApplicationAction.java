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
import pk.rahnuma.registration.submission.ApplicationSubmissionService.Sender;
import pk.rahnuma.registration.submission.ApplicationSubmissionService.SubmissionOutcome;
import pk.rahnuma.registration.submission.ApplicationSubmissionService.SubmissionRequest;
import pk.rahnuma.registration.submission.OrganisationLineService.ComparedList;
import pk.rahnuma.registration.submission.OrganisationLineService.MadeChanges;
import pk.rahnuma.shared.Reference;

/// `registration.submit_for`: submits an application for an organisation, to which its data then belongs. An
/// organisation that is new to the desk is created from the answers, and the sender becomes its owner. Lines that the
/// organisation has already are changed where they differ, and left out of the application.
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
    /// @param added number of lines of the application; 0 when only lines of before were changed, then `reference` is
    ///     that of an application with such a line
    /// @param changed number of lines of before that were changed, or whose change waits for a decision
    /// @param ended number of lines of before that were ended
    public record Out(
            boolean accepted,
            String problem,
            String reference,
            Instant due,
            String organisation,
            long added,
            long changed,
            long ended) {

        static Out refused(String problem) {
            return new Out(false, problem, "", null, "", 0, 0, 0);
        }

        private static Out ofChanges(MadeChanges changes) {
            return new Out(
                    true,
                    "",
                    changes.first().toGroupedText(),
                    changes.due(),
                    "",
                    0,
                    changes.changed(),
                    changes.ended());
        }

        private Out withOrganisation(String name) {
            return accepted ? new Out(true, "", reference, due, name, added, changed, ended) : this;
        }

        static Out duplicate(Reference twin) {
            return new Out(false, "duplicate", twin.toGroupedText(), null, "", 0, 0, 0);
        }
    }

    /// Name of the answer that tells whether lines of before that are not on the list end.
    private static final String MISSING_LINES = "missing_lines";

    private final ApplicationSubmissionService submissions;
    private final OrganisationLineService lines;
    private final OrganisationService organisations;
    private final ApplicationAccess access;

    SubmitOrganisationApplicationAction(
            ApplicationSubmissionService submissions,
            OrganisationLineService lines,
            OrganisationService organisations,
            ApplicationAccess access) {
        this.submissions = submissions;
        this.lines = lines;
        this.organisations = organisations;
        this.access = access;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Map<Sender, Application> sent = submissions.findSubmitted(requests);
        Map<Sender, Out> ended = new HashMap<>();
        Map<Sender, Long> subjects = subjects(requests, sent, ended);
        Map<Long, String> names = organisations.findNames(subjects.values());
        Map<Sender, MadeChanges> changes = new HashMap<>();
        List<SubmissionRequest> wishes = new ArrayList<>();
        for (Request<In> request : requests) {
            Sender sender = Sender.fromRequest(request);
            if (ended.containsKey(sender)) {
                continue;
            }
            long subject = subjects.get(sender);
            FormAnswers answers = answers(request);
            boolean repeated = sent.containsKey(sender) || changes.containsKey(sender);
            if (!repeated && isOfKnownOrganisation(request) && answers.hasProofNumbers()) {
                ListOutcome outcome = changeKnownLines(request, subject, answers);
                if (outcome.result() != null) {
                    ended.put(sender, outcome.result().withOrganisation(names.get(subject)));
                    continue;
                }
                answers = outcome.rest();
                changes.put(sender, outcome.changes());
            }
            wishes.add(new SubmissionRequest(request, subject, answers));
        }
        List<SubmissionOutcome> outcomes = submissions.submitAll(wishes, sent);
        Map<Sender, Out> results = new HashMap<>(ended);
        for (int i = 0; i < wishes.size(); i++) {
            Sender sender = Sender.fromRequest(wishes.get(i).request());
            results.putIfAbsent(
                    sender, toResult(outcomes.get(i), names, changes.getOrDefault(sender, MadeChanges.NONE)));
        }
        return requests.stream().map(Sender::fromRequest).map(results::get).toList();
    }

    private static FormAnswers answers(Request<In> request) {
        Map<String, Object> answers = new HashMap<>(request.arguments().answers());
        answers.remove(MISSING_LINES);
        return new FormAnswers(answers);
    }

    private static boolean isOfKnownOrganisation(Request<In> request) {
        return Organisation.fromCode(request.arguments().organisation()).isPresent();
    }

    /// Outcome of a list of lines.
    ///
    /// @param rest answers with the lines that are new
    /// @param result not null when no line is new, or when the list is refused
    private record ListOutcome(FormAnswers rest, MadeChanges changes, Out result) {}

    /// Changes lines that the organisation has as the list has them. A list that is refused changes nothing.
    private ListOutcome changeKnownLines(Request<In> request, long organisation, FormAnswers answers) {
        ComparedList list =
                lines.compareLines(organisation, answers.textAnswer(FormAnswers.SERVICE), answers.lineAnswers());
        if (!list.difference().isOverlapping()) {
            return new ListOutcome(answers, MadeChanges.NONE, null);
        }
        FormAnswers rest = answers.withoutLines().withLines(list.difference().added());
        Optional<Reference> duplicate = list.findMovedAddress().or(() -> submissions.findDuplicate(organisation, rest));
        if (duplicate.isPresent()) {
            return new ListOutcome(rest, MadeChanges.NONE, Out.duplicate(duplicate.get()));
        }
        boolean endsMissing = "end".equals(request.arguments().answers().get(MISSING_LINES));
        MadeChanges changes = lines.changeLines(request.conversation(), list, endsMissing, request.now());
        if (!list.difference().added().isEmpty()) {
            return new ListOutcome(rest, changes, null);
        }
        return new ListOutcome(
                rest, changes, changes.first() == null ? Out.duplicate(list.firstKnown()) : Out.ofChanges(changes));
    }

    private static Out toResult(SubmissionOutcome outcome, Map<Long, String> names, MadeChanges changes) {
        Application sent = outcome.application();
        if (sent == null) {
            return outcome.twin() == null ? Out.refused(outcome.problem()) : Out.duplicate(outcome.twin());
        }
        return new Out(
                true,
                "",
                sent.reference().toGroupedText(),
                outcome.due(),
                names.get(sent.subject()),
                sent.lines().total(),
                changes.changed(),
                changes.ended());
    }

    /// Subject for each sender that is not refused. The organisations are locked before the memberships are read.
    private Map<Sender, Long> subjects(
            List<Request<In>> requests, Map<Sender, Application> sent, Map<Sender, Out> refused) {
        organisations.lockOrganisations(requests.stream()
                .map(request -> Organisation.fromCode(request.arguments().organisation()))
                .flatMap(Optional::stream)
                .distinct()
                .toList());
        ApplicationAccess.AccessRights rights =
                access.findRights(requests.stream().map(Request::conversation).collect(Collectors.toSet()));
        Map<Sender, Long> subjects = new HashMap<>();
        Map<Sender, Request<In>> makers = new HashMap<>();
        for (Request<In> request : requests) {
            Sender sender = Sender.fromRequest(request);
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

    private void make(Map<Sender, Request<In>> makers, Map<Sender, Long> subjects, Map<Sender, Out> refused) {
        if (makers.isEmpty()) {
            return;
        }
        List<Sender> senders = List.copyOf(makers.keySet());
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
                answers.textAnswer(FormAnswers.APPLICANT_NAME));
    }
}
