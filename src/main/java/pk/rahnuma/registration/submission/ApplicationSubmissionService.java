package pk.rahnuma.registration.submission;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.LineCounts;
import pk.rahnuma.registration.LineDeadline;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Submits applications, for a person or an organisation. A session submits at most one; a repeated call returns the
/// same result.
///
/// An address or VPN mobile number that the same subject has in a live application is refused as a duplicate
/// (docs/domain.md, "Addresses"). The same one in another subject's application is not shown to the applicant, since
/// this would reveal who uses a VPN (docs/domain.md, "Unsaid"); staff see it in the automatic checks.
@Singleton
final class ApplicationSubmissionService {

    private final ApplicationRepository applications;
    private final LineRegisterRepository register;
    private final ApplicationContentService contents;
    private final ApplicationTransitionService moves;
    private final DocumentService documents;
    private final WorkingCalendar calendar;
    private final ApplicationAimService aims;
    private final RandomGenerator random = new SecureRandom();

    ApplicationSubmissionService(
            ApplicationRepository applications,
            LineRegisterRepository register,
            ApplicationContentService contents,
            ApplicationTransitionService moves,
            DocumentService documents,
            WorkingCalendar calendar,
            ApplicationAimService aims) {
        this.applications = applications;
        this.register = register;
        this.contents = contents;
        this.moves = moves;
        this.documents = documents;
        this.calendar = calendar;
        this.aims = aims;
    }

    /// The session of a script that submits.
    record Sender(long conversation, String session) {

        static Sender fromRequest(Action.Request<?> request) {
            return new Sender(request.conversation(), request.session());
        }
    }

    /// Request of a submission.
    ///
    /// @param subject whose data it is
    record SubmissionRequest(Action.Request<?> request, long subject, FormAnswers answers) {}

    /// Result of a submission.
    ///
    /// @param application null when refused
    /// @param problem empty when accepted; `duplicate`, then `twin` is the existing application; or `incomplete` when
    ///     a line, or the numbers that later prove the applicant's identity, are missing
    /// @param due time for which the desk aims; null when refused, and while no member of staff can decide
    record SubmissionOutcome(Application application, String problem, Reference twin, Instant due) {

        private static SubmissionOutcome accepted(Application application, ApplicationAimService.Aims aims) {
            return new SubmissionOutcome(
                    application, "", null, aims.aimOf(application).due());
        }
    }

    /// Applications that these sessions have submitted.
    Map<Sender, Application> findSubmitted(List<? extends Action.Request<?>> requests) {
        return applications
                .findBySessions(
                        requests.stream().map(Action.Request::conversation).collect(Collectors.toSet()),
                        requests.stream().map(Action.Request::session).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(a -> new Sender(a.conversation(), a.session()), Function.identity()));
    }

    /// A live application of a subject that has a line of these answers.
    Optional<Reference> findDuplicate(long subject, FormAnswers answers) {
        return new DuplicateLineFinder(register.findEntries(List.of(subject)))
                .findDuplicate(LineRegisterRepository.LineEntry.createEntries(
                        subject, Reference.forApplication(random), answers.addressBytes(), null));
    }

    /// Submits applications; returns the results in the same order. Their subjects are locked.
    ///
    /// @param sent result of [#findSubmitted]
    List<SubmissionOutcome> submitAll(List<SubmissionRequest> wishes, Map<Sender, Application> sent) {
        Map<Sender, Application> all = new HashMap<>(sent);
        DuplicateLineFinder standing = new DuplicateLineFinder(register.findEntries(
                wishes.stream().map(SubmissionRequest::subject).collect(Collectors.toSet())));
        List<NewApplication> fresh = new ArrayList<>();
        List<SubmissionOutcome> outcomes = new ArrayList<>();
        if (wishes.isEmpty()) {
            return outcomes;
        }
        ApplicationAimService.Aims present =
                aims.readAims(wishes.getFirst().request().now());
        for (SubmissionRequest wish : wishes) {
            Sender sender = Sender.fromRequest(wish.request());
            if (all.containsKey(sender)) {
                outcomes.add(SubmissionOutcome.accepted(all.get(sender), present));
            } else if (!wish.answers().hasProofNumbers()
                    || wish.answers().lineAnswers().isEmpty()) {
                outcomes.add(new SubmissionOutcome(null, "incomplete", null, null));
            } else {
                NewApplication newApplication = fresh(wish);
                Optional<Reference> twin = standing.findDuplicate(newApplication.entries());
                if (twin.isPresent()) {
                    outcomes.add(new SubmissionOutcome(null, "duplicate", twin.get(), null));
                } else {
                    all.put(sender, newApplication.application());
                    standing.addEntries(newApplication.entries());
                    fresh.add(newApplication);
                    outcomes.add(SubmissionOutcome.accepted(newApplication.application(), present));
                }
            }
        }
        keep(fresh);
        return outcomes;
    }

    /// An application to be stored.
    ///
    /// @param entries for the register
    private record NewApplication(
            Application application, FormAnswers answers, List<LineRegisterRepository.LineEntry> entries) {}

    private NewApplication fresh(SubmissionRequest wish) {
        Action.Request<?> request = wish.request();
        Instant now = request.now();
        Application application = new Application(
                SubjectEncryptionService.newId(),
                Reference.forApplication(random),
                request.conversation(),
                wish.subject(),
                request.session(),
                request.script(),
                request.flow(),
                request.language(),
                LineCounts.ofStatus(
                        LineStatus.REQUESTED, wish.answers().lineAnswers().size()),
                now,
                now,
                LineDeadline.startedAt(now, calendar),
                List.of(),
                List.of(),
                null,
                null,
                1);
        String mobile = wish.answers().textAnswer(FormAnswers.VPN_MOBILE);
        List<LineRegisterRepository.LineEntry> entries = LineRegisterRepository.LineEntry.createEntries(
                application.subject(),
                application.reference(),
                wish.answers().addressBytes(),
                mobile.isBlank() ? null : register.hashMobile(mobile));
        return new NewApplication(application, wish.answers(), entries);
    }

    private void keep(List<NewApplication> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        documents.attachDocuments(
                fresh.stream()
                        .map(one -> new DocumentService.Attachment(
                                one.application().conversation(),
                                one.application().subject(),
                                one.answers().documentIds().values()))
                        .toList(),
                fresh.getFirst().application().submitted());
        // After the documents have their owner, without which they count as foreign.
        contents.insertApplications(fresh.stream()
                .map(one -> new ApplicationContentService.NewContent(one.application(), one.answers()))
                .toList());
        moves.recordSubmissions(fresh.stream().map(NewApplication::application).toList());
    }
}
