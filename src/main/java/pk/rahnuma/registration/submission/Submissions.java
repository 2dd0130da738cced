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
import pk.rahnuma.dialog.Action;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Status;
import pk.rahnuma.registration.Target;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.Answers;
import pk.rahnuma.registration.records.Applications;
import pk.rahnuma.registration.records.Contents;
import pk.rahnuma.registration.records.Moves;
import pk.rahnuma.registration.records.Register;
import pk.rahnuma.vault.Vault;

/// Sends applications, for oneself or for an organisation. A session sends one at most; asked again, it answers as
/// before.
///
/// An address or VPN mobile number that the same subject has in a live application is refused as a duplicate (domain.md
/// 2). The same one in somebody else's is not told to the applicant, who could learn from it who uses a VPN (domain.md
/// 7); staff see it in the automatic checks.
@Singleton
final class Submissions {

    private final Applications applications;
    private final Register register;
    private final Contents contents;
    private final Moves moves;
    private final Documents documents;
    private final WorkingCalendar calendar;
    private final RandomGenerator random = new SecureRandom();

    Submissions(
            Applications applications,
            Register register,
            Contents contents,
            Moves moves,
            Documents documents,
            WorkingCalendar calendar) {
        this.applications = applications;
        this.register = register;
        this.contents = contents;
        this.moves = moves;
        this.documents = documents;
        this.calendar = calendar;
    }

    /// The session of a script that sends.
    record Sender(long conversation, String session) {

        static Sender of(Action.Request<?> request) {
            return new Sender(request.conversation(), request.session());
        }
    }

    /// What is to be sent.
    ///
    /// @param subject whose data it is
    record Wish(Action.Request<?> request, long subject, Answers answers) {}

    /// @param application null when it was refused
    /// @param problem empty when accepted; `duplicate`, then `twin` is the application that there is; or `incomplete`
    /// when
    ///     the numbers that prove later who asks are missing
    record Outcome(Application application, String problem, Reference twin) {

        private static Outcome accepted(Application application) {
            return new Outcome(application, "", null);
        }
    }

    /// What these sessions have sent already.
    Map<Sender, Application> sent(List<? extends Action.Request<?>> requests) {
        return applications
                .sent(
                        requests.stream().map(Action.Request::conversation).collect(Collectors.toSet()),
                        requests.stream().map(Action.Request::session).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(a -> new Sender(a.conversation(), a.session()), Function.identity()));
    }

    /// Answers in the order of the wishes. Their subjects are locked.
    ///
    /// @param sent as [#sent] told
    List<Outcome> send(List<Wish> wishes, Map<Sender, Application> sent) {
        Map<Sender, Application> all = new HashMap<>(sent);
        Standing standing =
                new Standing(register.of(wishes.stream().map(Wish::subject).collect(Collectors.toSet())));
        List<Fresh> fresh = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Wish wish : wishes) {
            Sender sender = Sender.of(wish.request());
            if (all.containsKey(sender)) {
                outcomes.add(Outcome.accepted(all.get(sender)));
            } else if (!wish.answers().proven()) {
                outcomes.add(new Outcome(null, "incomplete", null));
            } else {
                Fresh one = fresh(wish);
                Optional<Reference> twin = standing.twin(one.entries());
                if (twin.isPresent()) {
                    outcomes.add(new Outcome(null, "duplicate", twin.get()));
                } else {
                    all.put(sender, one.application());
                    standing.add(one.entries());
                    fresh.add(one);
                    outcomes.add(Outcome.accepted(one.application()));
                }
            }
        }
        keep(fresh);
        return outcomes;
    }

    /// An application that was not there before.
    ///
    /// @param entries as the register will hold it
    private record Fresh(Application application, Answers answers, List<Register.Entry> entries) {}

    private Fresh fresh(Wish wish) {
        Action.Request<?> request = wish.request();
        Instant now = request.now();
        Application application = new Application(
                Vault.newId(),
                Reference.forApplication(random),
                request.conversation(),
                wish.subject(),
                request.session(),
                request.script(),
                request.flow(),
                request.language(),
                Status.SUBMITTED,
                now,
                now,
                Target.submitted(now, calendar),
                List.of(),
                List.of(),
                null,
                1);
        String mobile = wish.answers().text(Answers.VPN_MOBILE);
        List<Register.Entry> entries = Register.Entry.of(
                application.subject(),
                application.reference(),
                wish.answers().addresses(),
                mobile.isBlank() ? null : register.hash(mobile));
        return new Fresh(application, wish.answers(), entries);
    }

    private void keep(List<Fresh> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        contents.insert(fresh.stream()
                .map(one -> new Contents.Fresh(one.application(), one.answers()))
                .toList());
        documents.attach(
                fresh.stream()
                        .map(one -> new Documents.Attachment(
                                one.application().conversation(),
                                one.application().subject(),
                                one.answers().documents().values()))
                        .toList(),
                fresh.getFirst().application().submitted());
        moves.submitted(fresh.stream().map(Fresh::application).toList());
    }
}
