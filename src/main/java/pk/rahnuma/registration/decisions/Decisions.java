package pk.rahnuma.registration.decisions;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.guidance.Notices;
import pk.rahnuma.people.Persons;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Party;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Staff;
import pk.rahnuma.registration.Status;
import pk.rahnuma.registration.access.Access;
import pk.rahnuma.registration.form.Wanted;
import pk.rahnuma.registration.records.Applications;
import pk.rahnuma.registration.records.Contents;
import pk.rahnuma.registration.records.Moves;
import pk.rahnuma.store.Mode;

/// Decides about applications: one transaction each, which locks those who hear of it, then the application, moves it,
/// writes it down, and puts word to each in the outbox, in their language.
@Singleton
public final class Decisions {

    /// What applicants can do themselves.
    private static final Set<Move> WISHES = Set.of(Move.WITHDRAW, Move.REOPEN, Move.CANCEL);

    private final Jdbi jdbi;
    private final Mode mode;
    private final Persons persons;
    private final Applications applications;
    private final Moves moves;
    private final Contents contents;
    private final Wanted wanted;
    private final Audience audiences;
    private final Access access;

    Decisions(
            Jdbi jdbi,
            Mode mode,
            Persons persons,
            Applications applications,
            Moves moves,
            Contents contents,
            Wanted wanted,
            Audience audiences,
            Access access) {
        this.jdbi = jdbi;
        this.mode = mode;
        this.persons = persons;
        this.applications = applications;
        this.moves = moves;
        this.contents = contents;
        this.wanted = wanted;
        this.audiences = audiences;
        this.access = access;
    }

    /// A member of staff decides. What is approved is registered at once, and the person hears that it is. Open to
    /// [Proposals] alone, which asks for a second member of staff where one is wanted.
    ///
    /// @param staff the name that history and audit log show
    /// @return the application as it is then
    /// @throws NotPossible when there is no such application, or the decision does not fit it
    Application decide(Reference reference, Decision decision, String staff, Instant now) {
        String who = Staff.name(staff);
        return jdbi.inTransaction(handle -> {
            Application seen = find(reference);
            Map<Long, String> audience = audiences.lock(seen);
            Application before = applications.lock(seen.id());
            decision.act().apply(before.status(), Party.STAFF);
            decision.check(mode);
            checkTime(before, decision.act(), now);
            Application after =
                    follow(moves.move(before, complete(before, decision, now), Party.STAFF, who, now), decision, now);
            tell(after, decision, audience, now);
            return after;
        });
    }

    /// Locks an application and those who hear of it, in the order in which everybody locks.
    Application lock(Reference reference) {
        Application seen = find(reference);
        audiences.lock(seen);
        return applications.lock(seen.id());
    }

    private Decision complete(Application before, Decision decision, Instant now) {
        return decision.act() == Move.ASK
                ? decision.asking(wanted.of(before, contents.of(before), decision, now))
                : decision;
    }

    /// What follows by itself.
    private Application follow(Application moved, Decision decision, Instant now) {
        switch (decision.act()) {
            case ACCEPT_CHANGE -> contents.accept(moved, moved.events(), now);
            case REFUSE_CHANGE -> contents.refuse(moved);
            default -> {}
        }
        return moved.status() == Status.APPROVED
                ? moves.move(moved, new Decision(Move.ACTIVATE), Party.CLOCK, Party.CLOCK.who(), now)
                : moved;
    }

    /// What a member of staff can do with an application now.
    ///
    /// @throws NotPossible when there is no such application
    public List<Move> possible(Reference reference) {
        return find(reference).status().allowed(Party.STAFF);
    }

    /// An applicant withdraws, cancels, or has a rejected application looked at again. Can be a part of the person's
    /// own turn: nothing is said here, the turn answers.
    ///
    /// @throws NotPossible when it is not theirs (the same as when there is none), or does not fit
    public Application wish(long person, Reference reference, Move act, String note, Instant now) {
        if (!WISHES.contains(act)) {
            throw new NotPossible("not_for_applicants", "act", act);
        }
        return jdbi.inTransaction(handle -> {
            persons.lock(person);
            Access.Rights rights = access.of(person);
            Application seen = applications
                    .find(reference)
                    .filter(a -> rights.acts(person, a.subject()))
                    .orElseThrow(() -> missing(reference));
            Application before = applications.lock(seen.id());
            Decision decision = new Decision(act, List.of(), note, null);
            decision.act().apply(before.status(), Party.APPLICANT);
            decision.check(mode);
            checkTime(before, act, now);
            return moves.move(before, decision, Party.APPLICANT, Party.APPLICANT.who(), now);
        });
    }

    /// The same, for actions.
    ///
    /// @param typed the reference as typed
    /// @return whether it was possible
    boolean wished(long person, String typed, Move act, String note, Instant now) {
        try {
            return Reference.read(typed)
                    .map(reference -> wish(person, reference, act, note, now))
                    .isPresent();
        } catch (NotPossible refused) {
            return false;
        }
    }

    /// Time is up for an applicant who was asked for something.
    ///
    /// @return whether it lapsed; it did not when somebody is at work on it, or something has come meanwhile
    boolean lapse(Applications.Late late, Instant now) {
        return jdbi.inTransaction(handle -> {
            Optional<Map<Long, String>> audience = applications.find(late.id()).flatMap(audiences::lockIfFree);
            if (audience.isEmpty()) {
                return false;
            }
            Application before = applications.lock(late.id());
            if (before.status() != Status.NEEDS_INFO || now.isBefore(before.due())) {
                return false;
            }
            Decision decision = new Decision(Move.LAPSE);
            Application after = moves.move(before, decision, Party.CLOCK, Party.CLOCK.who(), now);
            tell(after, decision, audience.get(), now);
            return true;
        });
    }

    private Application find(Reference reference) {
        Application found = applications.find(reference).orElseThrow(() -> missing(reference));
        if (found.forgotten()) {
            throw new NotPossible("application_deleted", "reference", reference);
        }
        return found;
    }

    private static NotPossible missing(Reference reference) {
        return new NotPossible("application_missing", "reference", reference);
    }

    private static void checkTime(Application before, Move act, Instant now) {
        if (act == Move.REOPEN && !now.isBefore(before.due())) {
            throw new NotPossible("reopening_over", "until", before.due());
        }
    }

    /// The text `notices.<status>`; a change that is decided has texts of its own, since the status is as before it.
    private void tell(Application after, Decision decision, Map<Long, String> audience, Instant now) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("reference", after.reference().grouped());
        arguments.put("reasons", after.reasonCodes());
        arguments.put("note", decision.note() == null ? "" : decision.note());
        arguments.put("authority_reference", after.authorityReference() == null ? "" : after.authorityReference());
        if (!after.asked().isEmpty()) {
            arguments.put("asked", new Notices.Labels(after.script(), after.asked()));
        }
        if (after.due() != null) {
            arguments.put("due", after.due());
        }
        String key = switch (decision.act()) {
            case ACCEPT_CHANGE -> "change_accepted";
            case REFUSE_CHANGE -> "change_refused";
            default -> after.status().name().toLowerCase(Locale.ROOT);
        };
        audiences.tell(after, audience, key, arguments, now);
    }
}
