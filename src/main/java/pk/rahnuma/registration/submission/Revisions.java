package pk.rahnuma.registration.submission;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.guidance.Forms;
import pk.rahnuma.people.Persons;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Party;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.access.Access;
import pk.rahnuma.registration.form.Answers;
import pk.rahnuma.registration.records.Applications;
import pk.rahnuma.registration.records.Contents;
import pk.rahnuma.registration.records.Moves;
import pk.rahnuma.registration.records.Register;

/// New answers of applicants to an application of their own or of an organisation that they act for: what was asked
/// for, or a change of what is registered. Both are parts of the person's own turn: nothing is said here, the turn
/// answers.
@Singleton
final class Revisions {

    /// A file that comes with an answer to staff, whatever the form asks for.
    private static final String FURTHER_DOCUMENT = "further_document";

    private final Jdbi jdbi;
    private final Persons persons;
    private final Access access;
    private final Documents documents;
    private final Applications applications;
    private final Register register;
    private final Contents contents;
    private final Moves moves;
    private final Forms forms;

    Revisions(
            Jdbi jdbi,
            Persons persons,
            Access access,
            Documents documents,
            Applications applications,
            Register register,
            Contents contents,
            Moves moves,
            Forms forms) {
        this.jdbi = jdbi;
        this.persons = persons;
        this.access = access;
        this.documents = documents;
        this.applications = applications;
        this.register = register;
        this.contents = contents;
        this.moves = moves;
        this.forms = forms;
    }

    /// @param problem empty when done; `not_possible` when there is no such application of theirs or it cannot be done
    ///     now, `nothing` when nothing new is given, `duplicate` when the line is in another application of theirs
    /// @param due by when it should be decided; null when not done
    record Outcome(String problem, Instant due) {
        boolean done() {
            return problem.isEmpty();
        }

        private static Outcome refused(String problem) {
            return new Outcome(problem, null);
        }
    }

    /// What was asked for has come: it takes the place of the old answers, which are kept in the history.
    ///
    /// @param given what is no question of the application's form is left out
    /// @param note what else the person has to say, or blank
    Outcome supply(long person, String typed, Map<String, Object> given, String note, Instant now) {
        return revise(person, typed, Move.RECEIVE, given, note, now);
    }

    /// A change of what is registered: it waits to be decided, while the old entry stays in force.
    Outcome change(long person, String typed, Map<String, Object> given, Instant now) {
        return revise(person, typed, Move.CHANGE, given, null, now);
    }

    private Outcome revise(long person, String typed, Move act, Map<String, Object> given, String note, Instant now) {
        return jdbi.inTransaction(handle -> {
            persons.lock(person);
            Access.Rights rights = access.of(person);
            Optional<Application> own = Reference.read(typed)
                    .flatMap(applications::find)
                    .filter(a -> rights.acts(person, a.subject()))
                    .map(a -> applications.lock(a.id()))
                    .filter(a -> act.allows(a.status(), Party.APPLICANT));
            if (own.isEmpty()) {
                return Outcome.refused("not_possible");
            }
            Application before = own.get();
            Decision decision = new Decision(act, List.of(), note, null);
            Answers old = contents.of(before);
            List<String> names = new ArrayList<>(forms.questions(before.script()));
            if (act == Move.RECEIVE) {
                names.add(FURTHER_DOCUMENT);
            }
            Answers renewed = old.with(given, names);
            boolean same = renewed.equals(old);
            if (same && decision.note() == null) {
                return Outcome.refused("nothing");
            }
            if (clashes(before, renewed)) {
                return Outcome.refused("duplicate");
            }
            documents.attach(
                    List.of(new Documents.Attachment(
                            person, before.subject(), renewed.documents().values())),
                    now);
            int seq = before.events() + 1;
            if (act == Move.CHANGE) {
                contents.propose(before, renewed, seq, now);
            } else if (!same) {
                contents.replace(before, renewed, seq, now);
            }
            Application after = moves.move(before, decision, Party.APPLICANT, Party.APPLICANT.who(), now);
            return new Outcome("", after.dueAfter(now));
        });
    }

    /// Whether the same subject has the line in another live application.
    private boolean clashes(Application application, Answers answers) {
        String mobile = answers.text(Answers.VPN_MOBILE);
        byte[] hash = mobile.isBlank() ? null : register.hash(mobile);
        List<Register.Entry> wanted =
                Register.Entry.of(application.subject(), application.reference(), answers.addresses(), hash);
        return new Standing(register.of(List.of(application.subject())).stream()
                        .filter(entry -> !entry.reference().equals(application.reference()))
                        .toList())
                .twin(wanted)
                .isPresent();
    }
}
