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
import pk.rahnuma.vault.SubjectEncryptionService;

/// Who is on the staff, and what they are. Whoever changes it must have [StaffPermission#MANAGE_STAFF] at that moment,
/// and never changes their own account; an administrator who can sign in is always left. Each change stands in the
/// audit log, in the chain of the account.
///
/// All methods that change something throw [StaffException].
@Singleton
public class StaffAccountService {

    private static final Set<String> LANGUAGES = Set.of("en", "ur", "ur-Latn");
    private static final Pattern TOPIC = Pattern.compile("[a-z0-9_-]{1,40}");
    private static final int TOPICS = 20;
    private static final String CONSOLE = "console";

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;
    private final StaffAccountRepository rows;
    private final StaffTokenRepository tokens;
    private final StaffAccountLock door;
    private final TelegramAccountLinkService chats;
    private final Collection<StaffSignOutListener> told;

    StaffAccountService(
            Jdbi jdbi,
            SubjectEncryptionService vault,
            StaffAccountRepository rows,
            StaffTokenRepository tokens,
            StaffAccountLock door,
            TelegramAccountLinkService chats,
            Collection<StaffSignOutListener> told) {
        this.jdbi = jdbi;
        this.vault = vault;
        this.rows = rows;
        this.tokens = tokens;
        this.door = door;
        this.chats = chats;
        this.told = told;
    }

    /// By name; disabled ones too.
    public List<StaffMember> all() {
        return rows.all();
    }

    public Optional<StaffMember> find(long id) {
        return rows.find(id).map(StaffAccount::member);
    }

    public Optional<StaffMember> named(String name) {
        return rows.named(name).map(StaffAccount::member);
    }

    /// A new member, who sets the password by the link.
    public StaffInvitation add(
            AccountActor by,
            String name,
            Set<StaffRole> roles,
            Collection<String> languages,
            Collection<String> topics,
            Instant now) {
        return change(by, who -> {
            StaffMember member = insert(name, roles, languages, topics, now);
            door.note(member.id(), who, "staff.added", RoleColumns.roles(roles), now);
            return invitation(member, now);
        });
    }

    /// The same, with one role.
    public StaffInvitation add(
            AccountActor by,
            String name,
            StaffRole role,
            Collection<String> languages,
            Collection<String> topics,
            Instant now) {
        return add(by, name, Set.of(role), languages, topics, now);
    }

    /// The caller holds the lock of the door.
    StaffMember insert(
            String name, Set<StaffRole> roles, Collection<String> languages, Collection<String> topics, Instant now) {
        StaffRole.check(roles);
        String fit = StaffNames.account(name);
        check(languages, topics);
        if (rows.named(fit).isPresent()) {
            throw new StaffException(StaffException.Reason.NAME_TAKEN);
        }
        long id = SubjectEncryptionService.newId();
        vault.create(id);
        StaffMember member = new StaffMember(
                id, fit, roles, new TreeSet<>(languages), new TreeSet<>(topics), false, false, now, null);
        if (!rows.insert(member)) {
            throw new StaffException(StaffException.Reason.NAME_TAKEN);
        }
        return rows.lock(id).orElseThrow().member();
    }

    /// Ends their sessions, so that nothing of the old roles is left open.
    public StaffMember changeRoles(AccountActor by, long id, Set<StaffRole> roles, Instant now) {
        StaffRole.check(roles);
        return changed(by, id, (who, member) -> {
            if (roles.equals(member.roles())) {
                return;
            }
            if (!roles.contains(StaffRole.ADMINISTRATOR)) {
                keepAnAdministrator(member);
            }
            rows.roles(id, roles);
            end(id);
            String change = RoleColumns.roles(member.roles()) + " to " + RoleColumns.roles(roles);
            door.note(id, who, "staff.role", change, now);
        });
    }

    /// Of their own account too.
    public StaffMember skills(
            AccountActor by, long id, Collection<String> languages, Collection<String> topics, Instant now) {
        check(languages, topics);
        return change(by, who -> {
            rows.lock(id).orElseThrow(() -> new StaffException(StaffException.Reason.NO_SUCH_MEMBER));
            rows.skills(id, languages, topics);
            door.note(id, who, "staff.skills", null, now);
            return rows.find(id).orElseThrow().member();
        });
    }

    /// Out at their next request, on every node.
    public StaffMember disable(AccountActor by, long id, Instant now) {
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

    public StaffMember enable(AccountActor by, long id, Instant now) {
        return changed(by, id, (who, member) -> {
            if (!member.enabled()) {
                rows.disabled(id, null);
                door.note(id, who, "staff.enabled", null, now);
            }
        });
    }

    /// They set it up anew at their next sign-in, after the password.
    public StaffMember resetSecondFactor(AccountActor by, long id, Instant now) {
        return changed(by, id, (who, member) -> {
            clearSecondFactor(id);
            door.note(id, who, "staff.second-factor-reset", null, now);
        });
    }

    /// The password is no good any more; the link sets another. The second factor stays.
    public StaffInvitation resetPassword(AccountActor by, long id, Instant now) {
        return change(by, who -> {
            StaffMember member = other(by, id);
            clearPassword(id);
            door.note(id, who, "staff.password-reset", null, now);
            return invitation(member, now);
        });
    }

    /// Both, as for somebody new.
    public StaffInvitation reset(AccountActor by, long id, Instant now) {
        return change(by, who -> {
            StaffMember member = other(by, id);
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

    private StaffInvitation invitation(StaffMember member, Instant now) {
        Instant expires = now.plus(PasswordLinkService.VALID);
        return new StaffInvitation(member, tokens.link(member.id(), expires), expires);
    }

    @FunctionalInterface
    private interface AccountChange {
        void on(String who, StaffMember member);
    }

    private StaffMember changed(AccountActor by, long id, AccountChange change) {
        return change(by, who -> {
            change.on(who, other(by, id));
            return rows.find(id).orElseThrow().member();
        });
    }

    /// The account of somebody else, locked.
    private StaffMember other(AccountActor by, long id) {
        if (by instanceof AccountActor.SignedInMember signed && signed.member() == id) {
            throw new StaffException(StaffException.Reason.OWN_ACCOUNT);
        }
        return rows.lock(id)
                .orElseThrow(() -> new StaffException(StaffException.Reason.NO_SUCH_MEMBER))
                .member();
    }

    /// Somebody who was only invited is no administrator to count on, while there is one who has a password.
    private void keepAnAdministrator(StaffMember member) {
        if (!member.enabled() || !member.is(StaffRole.ADMINISTRATOR)) {
            return;
        }
        boolean others = rows.administrators().stream()
                .filter(other -> other.id() != member.id() && other.enabled())
                .anyMatch(other -> other.passwordSet() || !member.passwordSet());
        if (!others) {
            throw new StaffException(StaffException.Reason.LAST_ADMINISTRATOR);
        }
    }

    /// One change of accounts at a time, so that two administrators cannot take each other's role.
    private <T> T change(AccountActor by, Function<String, T> work) {
        return jdbi.inTransaction(handle -> {
            door.lock();
            return work.apply(allowed(by));
        });
    }

    /// @return the name for the audit log
    private String allowed(AccountActor by) {
        return switch (by) {
            case AccountActor.CommandLine line -> CONSOLE;
            case AccountActor.SignedInMember signed ->
                rows.find(signed.member())
                        .map(StaffAccount::member)
                        .filter(member -> member.may(StaffPermission.MANAGE_STAFF))
                        .orElseThrow(() -> new StaffException(StaffException.Reason.NOT_ALLOWED))
                        .name();
        };
    }

    private static void check(Collection<String> languages, Collection<String> topics) {
        if (!LANGUAGES.containsAll(languages)) {
            throw new StaffException(StaffException.Reason.LANGUAGE_UNKNOWN);
        }
        if (topics.size() > TOPICS
                || !topics.stream().allMatch(topic -> TOPIC.matcher(topic).matches())) {
            throw new StaffException(StaffException.Reason.TOPIC_UNFIT);
        }
    }
}
