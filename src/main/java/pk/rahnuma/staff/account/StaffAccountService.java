package pk.rahnuma.staff.account;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import pk.rahnuma.shared.Language;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.RolesColumn;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffAccountLock;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.StaffSignOutListener;
import pk.rahnuma.staff.StaffTokenRepository;
import pk.rahnuma.staff.signin.SignInService;
import pk.rahnuma.vault.OneTimeCodeService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Accounts of staff and their roles. A caller must have [StaffPermission#MANAGE_STAFF] at that moment and cannot
/// change their own account; an administrator who can sign in always remains. Each change is recorded in the audit log,
/// in the chain of the account.
///
/// All methods that change something throw [StaffException].
@Singleton
public class StaffAccountService {

    private static final Pattern TOPIC_PATTERN = Pattern.compile("[a-z0-9_-]{1,40}");
    private static final int MAX_TOPICS = 20;
    private static final String COMMAND_LINE_ACTOR = "console";

    private final TransactionOperations<Connection> transactions;
    private final SubjectEncryptionService vault;
    private final StaffAccountRepository rows;
    private final StaffTokenRepository tokens;
    private final OneTimeCodeService codes;
    private final StaffAccountLock accountLock;
    private final TelegramAccountLinkService chats;
    private final Collection<StaffSignOutListener> told;

    StaffAccountService(
            TransactionOperations<Connection> transactions,
            SubjectEncryptionService vault,
            StaffAccountRepository rows,
            StaffTokenRepository tokens,
            OneTimeCodeService codes,
            StaffAccountLock accountLock,
            TelegramAccountLinkService chats,
            Collection<StaffSignOutListener> told) {
        this.transactions = transactions;
        this.vault = vault;
        this.rows = rows;
        this.tokens = tokens;
        this.codes = codes;
        this.accountLock = accountLock;
        this.chats = chats;
        this.told = told;
    }

    /// Members by name, including disabled ones.
    public List<StaffMember> listMembers() {
        return rows.listMembers();
    }

    public Optional<StaffMember> findMember(long id) {
        return rows.findById(id).map(StaffAccount::member);
    }

    public Optional<StaffMember> findByName(String name) {
        return rows.findByName(name).map(StaffAccount::member);
    }

    /// Adds a member, who sets the password with the link.
    public StaffInvitation addMember(
            AccountActor by,
            String name,
            Set<StaffRole> roles,
            Collection<String> languages,
            Collection<String> topics,
            Instant now) {
        return change(by, staffName -> {
            StaffMember member = insertMember(name, roles, languages, topics, now);
            accountLock.recordEntry(member.id(), staffName, "staff.added", RolesColumn.formatRoles(roles), now);
            return invitation(member, now);
        });
    }

    /// Adds a member with one role.
    public StaffInvitation addMember(
            AccountActor by,
            String name,
            StaffRole role,
            Collection<String> languages,
            Collection<String> topics,
            Instant now) {
        return addMember(by, name, Set.of(role), languages, topics, now);
    }

    /// Inserts a member. The caller holds the [StaffAccountLock].
    StaffMember insertMember(
            String name, Set<StaffRole> roles, Collection<String> languages, Collection<String> topics, Instant now) {
        StaffRole.validateRoles(roles);
        String fit = StaffNames.validateAccountName(name);
        check(languages, topics);
        if (rows.findByName(fit).isPresent()) {
            throw new StaffException(StaffException.Reason.NAME_TAKEN);
        }
        long id = SubjectEncryptionService.newId();
        vault.createKeys(id);
        StaffMember member = new StaffMember(
                id, fit, roles, new TreeSet<>(languages), new TreeSet<>(topics), false, false, now, null);
        rows.insertAccount(member);
        return rows.lockAccount(id)
                .orElseThrow(() -> new StaffException(StaffException.Reason.NAME_TAKEN))
                .member();
    }

    /// Changes the roles and ends their sessions, so that nothing of the former roles stays open.
    public StaffMember changeRoles(AccountActor by, long id, Set<StaffRole> roles, Instant now) {
        StaffRole.validateRoles(roles);
        return changed(by, id, (staffName, member) -> {
            if (roles.equals(member.roles())) {
                return;
            }
            if (!roles.contains(StaffRole.ADMINISTRATOR)) {
                keepAnAdministrator(member);
            }
            rows.updateRoles(id, roles);
            end(id);
            String change = RolesColumn.formatRoles(member.roles()) + " to " + RolesColumn.formatRoles(roles);
            accountLock.recordEntry(id, staffName, "staff.role", change, now);
        });
    }

    /// Changes languages and topics; allowed for one's own account too.
    public StaffMember changeSkills(
            AccountActor by, long id, Collection<String> languages, Collection<String> topics, Instant now) {
        check(languages, topics);
        return change(by, staffName -> {
            rows.lockAccount(id).orElseThrow(() -> new StaffException(StaffException.Reason.NO_SUCH_MEMBER));
            rows.updateSkills(id, languages, topics);
            accountLock.recordEntry(id, staffName, "staff.skills", null, now);
            return rows.findById(id).orElseThrow().member();
        });
    }

    /// Disables a member, who is signed out at their next request, on every node.
    public StaffMember disableMember(AccountActor by, long id, Instant now) {
        return changed(by, id, (staffName, member) -> {
            if (member.isEnabled()) {
                keepAnAdministrator(member);
                rows.updateDisabledAt(id, now);
                end(id);
                tokens.deleteByMember(id);
                chats.deleteLink(id);
                accountLock.recordEntry(id, staffName, "staff.disabled", null, now);
            }
        });
    }

    public StaffMember enableMember(AccountActor by, long id, Instant now) {
        return changed(by, id, (staffName, member) -> {
            if (!member.isEnabled()) {
                rows.updateDisabledAt(id, null);
                accountLock.recordEntry(id, staffName, "staff.enabled", null, now);
            }
        });
    }

    /// Removes the second factor; they set it up again at their next sign-in, after the password.
    public StaffMember resetSecondFactor(AccountActor by, long id, Instant now) {
        return changed(by, id, (staffName, member) -> {
            clearSecondFactor(id);
            accountLock.recordEntry(id, staffName, "staff.second-factor-reset", null, now);
        });
    }

    /// Invalidates the password; the link sets another. The second factor stays.
    public StaffInvitation resetPassword(AccountActor by, long id, Instant now) {
        return change(by, staffName -> {
            StaffMember member = other(by, id);
            clearPassword(id);
            accountLock.recordEntry(id, staffName, "staff.password-reset", null, now);
            return invitation(member, now);
        });
    }

    /// Resets password and second factor, as for a new member.
    public StaffInvitation resetCredentials(AccountActor by, long id, Instant now) {
        return change(by, staffName -> {
            StaffMember member = other(by, id);
            clearPassword(id);
            clearSecondFactor(id);
            accountLock.recordEntry(id, staffName, "staff.reset", null, now);
            return invitation(member, now);
        });
    }

    private void clearPassword(long id) {
        rows.updatePassword(id, null);
        tokens.deleteByMember(id);
        chats.deleteLink(id);
        end(id);
    }

    private void clearSecondFactor(long id) {
        rows.updateTotpSecret(id, null);
        codes.deleteCodes(SignInService.RECOVERY_CODE, id);
        tokens.deleteByMember(id);
        chats.deleteLink(id);
        end(id);
    }

    private void end(long id) {
        tokens.deleteSessions(id, 0);
        told.forEach(each -> each.onSignedOut(id));
    }

    private StaffInvitation invitation(StaffMember member, Instant now) {
        return new StaffInvitation(
                member, tokens.createLink(member.id(), now), now.plus(StaffTokenRepository.LINK_TTL));
    }

    @FunctionalInterface
    private interface AccountChange {
        void applyTo(String staffName, StaffMember member);
    }

    private StaffMember changed(AccountActor by, long id, AccountChange change) {
        return change(by, staffName -> {
            change.applyTo(staffName, other(by, id));
            return rows.findById(id).orElseThrow().member();
        });
    }

    /// Locks the account of another member.
    private StaffMember other(AccountActor by, long id) {
        if (by instanceof AccountActor.SignedInMember signed && signed.member() == id) {
            throw new StaffException(StaffException.Reason.OWN_ACCOUNT);
        }
        return rows.lockAccount(id)
                .orElseThrow(() -> new StaffException(StaffException.Reason.NO_SUCH_MEMBER))
                .member();
    }

    /// Requires another administrator. One who was only invited does not count while there is one with a password.
    private void keepAnAdministrator(StaffMember member) {
        if (!member.isEnabled() || !member.hasRole(StaffRole.ADMINISTRATOR)) {
            return;
        }
        boolean others = rows.findAdministrators().stream()
                .filter(other -> other.id() != member.id() && other.isEnabled())
                .anyMatch(other -> other.passwordSet() || !member.passwordSet());
        if (!others) {
            throw new StaffException(StaffException.Reason.LAST_ADMINISTRATOR);
        }
    }

    /// Runs one change of accounts at a time, so that two administrators cannot remove each other's role.
    private <T> T change(AccountActor by, Function<String, T> work) {
        return transactions.executeWrite(status -> {
            accountLock.lockAccounts();
            return work.apply(allowed(by));
        });
    }

    /// Checks the permission.
    ///
    /// @return name for the audit log
    private String allowed(AccountActor by) {
        return switch (by) {
            case AccountActor.CommandLine line -> COMMAND_LINE_ACTOR;
            case AccountActor.SignedInMember signed ->
                rows.findById(signed.member())
                        .map(StaffAccount::member)
                        .filter(member -> member.hasPermission(StaffPermission.MANAGE_STAFF))
                        .orElseThrow(() -> new StaffException(StaffException.Reason.NOT_ALLOWED))
                        .name();
        };
    }

    private static void check(Collection<String> languages, Collection<String> topics) {
        if (!Language.ALL.containsAll(languages)) {
            throw new StaffException(StaffException.Reason.LANGUAGE_UNKNOWN);
        }
        if (topics.size() > MAX_TOPICS
                || !topics.stream()
                        .allMatch(topic -> TOPIC_PATTERN.matcher(topic).matches())) {
            throw new StaffException(StaffException.Reason.TOPIC_UNFIT);
        }
    }
}
