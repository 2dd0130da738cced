package pk.rahnuma.registration;

import jakarta.inject.Named;
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
import pk.rahnuma.audit.Audit;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.Vault;

/// `registration.submit`: sends an application. A session sends one at most; asked again, it answers as before.
///
/// An address or VPN mobile number that the same person has in a live application is refused as a duplicate (domain.md
/// 2). The same one in somebody else's is not told to the applicant, who could learn from it who uses a VPN (domain.md
/// 7); staff see it in the automatic checks.
@Singleton
@Named("registration.submit")
public final class Submit implements Action.Act<Submit.In, Submit.Out> {

    /// @param answers by name, as domain.md 5.1 lists them
    public record In(Map<String, Object> answers) {}

    /// @param problem empty when accepted; `duplicate`, then `reference` is that of the application that there is; or
    ///     `incomplete` when the numbers that prove later who asks are missing
    /// @param reference grouped for reading
    /// @param due by when it should be decided; null when not accepted
    public record Out(boolean accepted, String problem, String reference, Instant due) {

        private static Out accepted(Application application) {
            return new Out(true, "", application.reference().grouped(), application.due());
        }

        private static Out refused(String problem, String reference) {
            return new Out(false, problem, reference, null);
        }
    }

    private final Applications applications;
    private final Register register;
    private final History history;
    private final SealedAnswers sealed;
    private final Proofs proofs;
    private final Documents documents;
    private final Vault vault;
    private final Audit audit;
    private final WorkingCalendar calendar;
    private final RandomGenerator random = new SecureRandom();

    Submit(
            Applications applications,
            Register register,
            History history,
            SealedAnswers sealed,
            Proofs proofs,
            Documents documents,
            Vault vault,
            Audit audit,
            WorkingCalendar calendar) {
        this.applications = applications;
        this.register = register;
        this.history = history;
        this.sealed = sealed;
        this.proofs = proofs;
        this.documents = documents;
        this.vault = vault;
        this.audit = audit;
        this.calendar = calendar;
    }

    private record Sender(long conversation, String session) {}

    @Override
    public List<Out> run(List<Request<In>> requests) {
        List<Long> persons =
                requests.stream().map(Request::conversation).distinct().toList();
        Map<Sender, Application> sent = new HashMap<>(
                applications
                        .sent(persons, requests.stream().map(Request::session).collect(Collectors.toSet()))
                        .stream()
                        .collect(
                                Collectors.toMap(a -> new Sender(a.conversation(), a.session()), Function.identity())));
        List<Register.Entry> standing = new ArrayList<>(register.of(persons));
        List<Fresh> fresh = new ArrayList<>();
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            Answers answers = new Answers(request.arguments().answers());
            Sender sender = new Sender(request.conversation(), request.session());
            if (sent.containsKey(sender)) {
                results.add(Out.accepted(sent.get(sender)));
            } else if (answers.text(Answers.ID_NUMBER).isBlank()
                    || answers.text(Answers.MOBILE).isBlank()) {
                results.add(Out.refused("incomplete", ""));
            } else {
                Fresh one = fresh(request, answers);
                Optional<Reference> twin = twin(one, standing);
                if (twin.isPresent()) {
                    results.add(Out.refused("duplicate", twin.get().grouped()));
                } else {
                    sent.put(sender, one.application());
                    standing.addAll(one.entries());
                    fresh.add(one);
                    results.add(Out.accepted(one.application()));
                }
            }
        }
        keep(fresh);
        return results;
    }

    /// An application that was not there before.
    private record Fresh(Application application, Answers answers, List<byte[]> addresses, byte[] mobile) {

        /// As the register will hold it.
        List<Register.Entry> entries() {
            return Register.Entry.of(application.conversation(), application.reference(), addresses, mobile);
        }
    }

    private Fresh fresh(Request<In> request, Answers answers) {
        Application application = new Application(
                Vault.newId(),
                Reference.forApplication(random),
                request.conversation(),
                request.conversation(),
                request.session(),
                request.script(),
                request.flow(),
                request.language(),
                Status.SUBMITTED,
                request.now(),
                request.now(),
                Target.submitted(request.now(), calendar),
                List.of(),
                List.of(),
                null,
                1);
        String mobile = answers.text(Answers.VPN_MOBILE);
        return new Fresh(application, answers, answers.addresses(), mobile.isBlank() ? null : register.hash(mobile));
    }

    private static Optional<Reference> twin(Fresh one, List<Register.Entry> standing) {
        return one.entries().stream()
                .flatMap(mine -> standing.stream().filter(entry -> entry.clashes(mine)))
                .map(Register.Entry::reference)
                .findFirst();
    }

    private void keep(List<Fresh> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        Keys keys = vault.keys(fresh.stream()
                .map(one -> one.application().subject())
                .distinct()
                .toList());
        applications.insert(fresh.stream().map(one -> submission(one, keys)).toList());
        register.insert(fresh.stream()
                .map(one -> new Register.Entered(one.application().id(), one.addresses()))
                .toList());
        history.append(fresh.stream()
                .map(Fresh::application)
                .map(a -> new History.Line(
                        a, new Event(1, null, a.status(), Party.APPLICANT.who(), List.of(), null, a.submitted())))
                .toList());
        fresh.forEach(one -> documents.attach(
                one.application().subject(),
                one.answers().documents().values(),
                one.application().submitted()));
        audit.append(fresh.stream()
                .map(Fresh::application)
                .map(a -> Trace.of(a, Party.APPLICANT.who(), "application.submitted", null, a.submitted()))
                .toList());
    }

    private Applications.Submission submission(Fresh one, Keys keys) {
        Application a = one.application();
        return new Applications.Submission(
                a,
                sealed.seal(keys, a.subject(), one.answers()),
                proofs.of(a.id(), one.answers().text(Answers.ID_NUMBER)),
                proofs.of(a.id(), one.answers().text(Answers.MOBILE)),
                one.mobile());
    }
}
