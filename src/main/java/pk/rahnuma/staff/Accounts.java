package pk.rahnuma.staff;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.vault.Vault;

/// Who is on the staff, and what they are. Whoever changes it must have [Right#MANAGE_STAFF] at that moment, and never
/// changes their own account; an administrator who can sign in is always left. Each change stands in the audit log, in
/// the chain of the account.
///
/// All methods that change something throw [Refusal].
@Singleton
public class Accounts {

    private static final Set<String> LANGUAGES = Set.of("en", "ur", "ur-Latn");
    private static final Pattern TOPIC = Pattern.compile("[a-z0-9_-]{1,40}");
    private static final int TOPICS = 20;
    private static final String CONSOLE = "console";

    private final Jdbi jdbi;
    private final Vault vault;
    private final AccountRows rows;
    private final TokenRows tokens;
    private final Door door;
    private final ChatAccounts chats;
    private final Collection<Leaving> told;

    Accounts(
            Jdbi jdbi,
            Vault vault,
            AccountRows rows,
            TokenRows tokens,
            Door door,
            ChatAccounts chats,
            Collection<Leaving> told) {
        this.jdbi = jdbi;
        this.vault = vault;
        this.rows = rows;
        this.tokens = tokens;
        this.door = door;
        this.chats = chats;
        this.told = told;
    }

    /// By name; disabled ones too.
    public List<Member> all() {
        return rows.all();
    }

    public Optional<Member> find(long id) {
        return rows.find(id).map(Account::member);
    }

    public Optional<Member> named(String name) {
        return rows.named(name).map(Account::member);
    }

    /// A new member, who sets the password by the link.
    public Invitation add(
            Actor by,
            String name,
            Set<Role> roles,
            Collection<String> languages,
            Collection<String> topics,
            Instant now) {
        return change(by, who -> {
            Member member = insert(name, roles, languages, topics, now);
            door.note(member.id(), who, "staff.added", RoleColumns.roles(roles), now);
            return invitation(member, now);
        });
    }

    /// The same, with one role.
    public Invitation add(
            Actor by, String name, Role role, Collection<String> languages, Collection<String> topics, Instant now) {
        return add(by, name, Set.of(role), languages, topics, now);
    }

    /// The caller holds the lock of the door.
    Member insert(String name, Set<Role> roles, Collection<String> languages, Collection<String> topics, Instant now) {
        Role.check(roles);
        String fit = Names.account(name);
        check(languages, topics);
        if (rows.named(fit).isPresent()) {
            throw new Refusal(Refusal.Why.NAME_TAKEN);
        }
        long id = Vault.newId();
        vault.create(id);
        Member member =
                new Member(id, fit, roles, new TreeSet<>(languages), new TreeSet<>(topics), false, false, now, null);
        if (!rows.insert(member)) {
            throw new Refusal(Refusal.Why.NAME_TAKEN);
        }
        return rows.lock(id).orElseThrow().member();
    }

    /// Ends their sessions, so that nothing of the old roles is left open.
    public Member changeRoles(Actor by, long id, Set<Role> roles, Instant now) {
        Role.check(roles);
        return changed(by, id, (who, member) -> {
            if (roles.equals(member.roles())) {
                return;
            }
            if (!roles.contains(Role.ADMINISTRATOR)) {
                keepAnAdministrator(member);
            }
            rows.roles(id, roles);
            end(id);
            String change = RoleColumns.roles(member.roles()) + " to " + RoleColumns.roles(roles);
            door.note(id, who, "staff.role", change, now);
        });
    }

    /// Of their own account too.
    public Member skills(Actor by, long id, Collection<String> languages, Collection<String> topics, Instant now) {
        check(languages, topics);
        return change(by, who -> {
            rows.lock(id).orElseThrow(() -> new Refusal(Refusal.Why.NO_SUCH_MEMBER));
            rows.skills(id, languages, topics);
            door.note(id, who, "staff.skills", null, now);
            return rows.find(id).orElseThrow().member();
        });
    }

    /// Out at their next request, on every node.
    public Member disable(Actor by, long id, Instant now) {
        return changed(by, id, (who, member) -> {
            if (member.enabled()) {
                keepAnAdministrator(member);
                rows.disabled(id, now);
                end(id);
                tokens.forget(id);
                chats.forget(id);
                door.note(id, who, "staff.disabled", null, now);
            }
        });
    }

    public Member enable(Actor by, long id, Instant now) {
        return changed(by, id, (who, member) -> {
            if (!member.enabled()) {
                rows.disabled(id, null);
                door.note(id, who, "staff.enabled", null, now);
            }
        });
    }

    /// They set it up anew at their next sign-in, after the password.
    public Member resetSecondFactor(Actor by, long id, Instant now) {
        return changed(by, id, (who, member) -> {
            clearSecondFactor(id);
            door.note(id, who, "staff.second-factor-reset", null, now);
        });
    }

    /// The password is no good any more; the link sets another. The second factor stays.
    public Invitation resetPassword(Actor by, long id, Instant now) {
        return change(by, who -> {
            Member member = other(by, id);
            clearPassword(id);
            door.note(id, who, "staff.password-reset", null, now);
            return invitation(member, now);
        });
    }

    /// Both, as for somebody new.
    public Invitation reset(Actor by, long id, Instant now) {
        return change(by, who -> {
            Member member = other(by, id);
            clearPassword(id);
            clearSecondFactor(id);
            door.note(id, who, "staff.reset", null, now);
            return invitation(member, now);
        });
    }

    private void clearPassword(long id) {
        rows.password(id, null);
        tokens.forget(id);
        chats.forget(id);
        end(id);
    }

    private void clearSecondFactor(long id) {
        rows.secondFactor(id, null);
        rows.recovery(id, List.of());
        tokens.forget(id);
        chats.forget(id);
        end(id);
    }

    private void end(long id) {
        tokens.endAll(id, 0);
        told.forEach(each -> each.gone(id));
    }

    private Invitation invitation(Member member, Instant now) {
        Instant expires = now.plus(Links.VALID);
        return new Invitation(member, tokens.link(member.id(), expires), expires);
    }

    @FunctionalInterface
    private interface Change {
        void on(String who, Member member);
    }

    private Member changed(Actor by, long id, Change change) {
        return change(by, who -> {
            change.on(who, other(by, id));
            return rows.find(id).orElseThrow().member();
        });
    }

    /// The account of somebody else, locked.
    private Member other(Actor by, long id) {
        if (by instanceof Actor.Signed signed && signed.member() == id) {
            throw new Refusal(Refusal.Why.OWN_ACCOUNT);
        }
        return rows.lock(id)
                .orElseThrow(() -> new Refusal(Refusal.Why.NO_SUCH_MEMBER))
                .member();
    }

    /// Somebody who was only invited is no administrator to count on, while there is one who has a password.
    private void keepAnAdministrator(Member member) {
        if (!member.enabled() || !member.is(Role.ADMINISTRATOR)) {
            return;
        }
        boolean others = rows.administrators().stream()
                .filter(other -> other.id() != member.id() && other.enabled())
                .anyMatch(other -> other.passwordSet() || !member.passwordSet());
        if (!others) {
            throw new Refusal(Refusal.Why.LAST_ADMINISTRATOR);
        }
    }

    /// One change of accounts at a time, so that two administrators cannot take each other's role.
    private <T> T change(Actor by, Function<String, T> work) {
        return jdbi.inTransaction(handle -> {
            door.lock();
            return work.apply(allowed(by));
        });
    }

    /// @return the name for the audit log
    private String allowed(Actor by) {
        return switch (by) {
            case Actor.CommandLine line -> CONSOLE;
            case Actor.Signed signed ->
                rows.find(signed.member())
                        .map(Account::member)
                        .filter(member -> member.may(Right.MANAGE_STAFF))
                        .orElseThrow(() -> new Refusal(Refusal.Why.NOT_ALLOWED))
                        .name();
        };
    }

    private static void check(Collection<String> languages, Collection<String> topics) {
        if (!LANGUAGES.containsAll(languages)) {
            throw new Refusal(Refusal.Why.LANGUAGE_UNKNOWN);
        }
        if (topics.size() > TOPICS
                || !topics.stream().allMatch(topic -> TOPIC.matcher(topic).matches())) {
            throw new Refusal(Refusal.Why.TOPIC_UNFIT);
        }
    }
}
