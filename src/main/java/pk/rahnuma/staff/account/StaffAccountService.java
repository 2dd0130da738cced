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
    private final SubjectEncryptionService encryption;
    private final StaffAccountRepository accounts;
    private final StaffTokenRepository tokens;
    private final OneTimeCodeService codes;
    private final StaffAccountLock accountLock;
    private final TelegramAccountLinkService accountLinks;
    private final Collection<StaffSignOutListener> signOutListeners;

    StaffAccountService(
            TransactionOperations<Connection> transactions,
            SubjectEncryptionService encryption,
            StaffAccountRepository accounts,
            StaffTokenRepository tokens,
            OneTimeCodeService codes,
            StaffAccountLock accountLock,
            TelegramAccountLinkService accountLinks,
            Collection<StaffSignOutListener> signOutListeners) {
        this.transactions = transactions;
        this.encryption = encryption;
        this.accounts = accounts;
        this.tokens = tokens;
        this.codes = codes;
        this.accountLock = accountLock;
        this.accountLinks = accountLinks;
        this.signOutListeners = signOutListeners;
    }

    /// Members by name, including disabled ones.
    public List<StaffMember> listMembers() {
        return accounts.listMembers();
    }

    public Optional<StaffMember> findMember(long id) {
        return accounts.findById(id).map(StaffAccount::member);
    }

    public Optional<StaffMember> findByName(String name) {
        return accounts.findByName(name).map(StaffAccount::member);
    }

    /// Adds a member, who sets the password with the link.
    public StaffInvitation addMember(
            AccountActor by,
            String name,
            Set<StaffRole> roles,
            Collection<String> languages,
            Collection<String> topics,
            Instant now) {
        return runChange(by, staffName -> {
            StaffMember member = insertMember(name, roles, languages, topics, now);
            accountLock.recordEntry(member.id(), staffName, "staff.added", RolesColumn.formatRoles(roles), now);
            return createInvitation(member, now);
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
        checkSkills(languages, topics);
        if (accounts.findByName(fit).isPresent()) {
            throw new StaffException(StaffException.Reason.NAME_TAKEN);
        }
        long id = SubjectEncryptionService.newId();
        encryption.createKeys(id);
        StaffMember member = new StaffMember(
                id, fit, roles, new TreeSet<>(languages), new TreeSet<>(topics), false, false, now, null);
        accounts.insertAccount(member);
        return accounts.lockAccount(id)
                .orElseThrow(() -> new StaffException(StaffException.Reason.NAME_TAKEN))
                .member();
    }

    /// Changes the roles and ends their sessions, so that nothing of the former roles stays open.
    public StaffMember changeRoles(AccountActor by, long id, Set<StaffRole> roles, Instant now) {
        StaffRole.validateRoles(roles);
        return changeMember(by, id, (staffName, member) -> {
            if (roles.equals(member.roles())) {
                return;
            }
            if (!roles.contains(StaffRole.ADMINISTRATOR)) {
                keepAnAdministrator(member);
            }
            accounts.updateRoles(id, roles);
            endSessions(id);
            String change = RolesColumn.formatRoles(member.roles()) + " to " + RolesColumn.formatRoles(roles);
            accountLock.recordEntry(id, staffName, "staff.role", change, now);
        });
    }

    /// Changes languages and topics; allowed for one's own account too.
    public StaffMember changeSkills(
            AccountActor by, long id, Collection<String> languages, Collection<String> topics, Instant now) {
        checkSkills(languages, topics);
        return runChange(by, staffName -> {
            accounts.lockAccount(id).orElseThrow(() -> new StaffException(StaffException.Reason.NO_SUCH_MEMBER));
            accounts.updateSkills(id, languages, topics);
            accountLock.recordEntry(id, staffName, "staff.skills", null, now);
            return accounts.findById(id).orElseThrow().member();
        });
    }

    /// Disables a member, who is signed out at their next request, on every node.
    public StaffMember disableMember(AccountActor by, long id, Instant now) {
        return changeMember(by, id, (staffName, member) -> {
            if (member.isEnabled()) {
                keepAnAdministrator(member);
                accounts.updateDisabledAt(id, now);
                endSessions(id);
                tokens.deleteByMember(id);
                accountLinks.deleteLink(id);
                accountLock.recordEntry(id, staffName, "staff.disabled", null, now);
            }
        });
    }

    public StaffMember enableMember(AccountActor by, long id, Instant now) {
        return changeMember(by, id, (staffName, member) -> {
            if (!member.isEnabled()) {
                accounts.updateDisabledAt(id, null);
                accountLock.recordEntry(id, staffName, "staff.enabled", null, now);
            }
        });
    }

    /// Removes the second factor; they set it up again at their next sign-in, after the password.
    public StaffMember resetSecondFactor(AccountActor by, long id, Instant now) {
        return changeMember(by, id, (staffName, member) -> {
            clearSecondFactor(id);
            accountLock.recordEntry(id, staffName, "staff.second-factor-reset", null, now);
        });
    }

    /// Invalidates the password; the link sets another. The second factor stays.
    public StaffInvitation resetPassword(AccountActor by, long id, Instant now) {
        return runChange(by, staffName -> {
            StaffMember member = lockOtherMember(by, id);
            clearPassword(id);
            accountLock.recordEntry(id, staffName, "staff.password-reset", null, now);
            return createInvitation(member, now);
        });
    }

    /// Resets password and second factor, as for a new member.
    public StaffInvitation resetCredentials(AccountActor by, long id, Instant now) {
        return runChange(by, staffName -> {
            StaffMember member = lockOtherMember(by, id);
            clearPassword(id);
            clearSecondFactor(id);
            accountLock.recordEntry(id, staffName, "staff.reset", null, now);
            return createInvitation(member, now);
        });
    }

    private void clearPassword(long id) {
        accounts.updatePassword(id, null);
        tokens.deleteByMember(id);
        accountLinks.deleteLink(id);
        endSessions(id);
    }

    private void clearSecondFactor(long id) {
        accounts.updateTotpSecret(id, null);
        codes.deleteCodes(SecondFactorService.RECOVERY_CODE, id);
        tokens.deleteByMember(id);
        accountLinks.deleteLink(id);
        endSessions(id);
    }

    private void endSessions(long id) {
        tokens.deleteSessions(id, 0);
        signOutListeners.forEach(each -> each.onSignedOut(id));
    }

    private StaffInvitation createInvitation(StaffMember member, Instant now) {
        return new StaffInvitation(
                member, tokens.createLink(member.id(), now), now.plus(StaffTokenRepository.LINK_TTL));
    }

    @FunctionalInterface
    private interface AccountChange {
        void applyTo(String staffName, StaffMember member);
    }

    private StaffMember changeMember(AccountActor by, long id, AccountChange change) {
        return runChange(by, staffName -> {
            change.applyTo(staffName, lockOtherMember(by, id));
            return accounts.findById(id).orElseThrow().member();
        });
    }

    /// Locks the account of another member.
    private StaffMember lockOtherMember(AccountActor by, long id) {
        if (by instanceof AccountActor.SignedInMember signed && signed.member() == id) {
            throw new StaffException(StaffException.Reason.OWN_ACCOUNT);
        }
        return accounts.lockAccount(id)
                .orElseThrow(() -> new StaffException(StaffException.Reason.NO_SUCH_MEMBER))
                .member();
    }

    /// Requires another administrator. One who was only invited does not count while there is one with a password.
    private void keepAnAdministrator(StaffMember member) {
        if (!member.isEnabled() || !member.hasRole(StaffRole.ADMINISTRATOR)) {
            return;
        }
        boolean others = accounts.findAdministrators().stream()
                .filter(other -> other.id() != member.id() && other.isEnabled())
                .anyMatch(other -> other.passwordSet() || !member.passwordSet());
        if (!others) {
            throw new StaffException(StaffException.Reason.LAST_ADMINISTRATOR);
        }
    }

    /// Runs one change of accounts at a time, so that two administrators cannot remove each other's role.
    private <T> T runChange(AccountActor by, Function<String, T> work) {
        return transactions.executeWrite(status -> {
            accountLock.lockAccounts();
            return work.apply(checkPermission(by));
        });
    }

    /// Checks the permission.
    ///
    /// @return name for the audit log
    private String checkPermission(AccountActor by) {
        return switch (by) {
            case AccountActor.CommandLine line -> COMMAND_LINE_ACTOR;
            case AccountActor.SignedInMember signed ->
                accounts.findById(signed.member())
                        .map(StaffAccount::member)
                        .filter(member -> member.hasPermission(StaffPermission.MANAGE_STAFF))
                        .orElseThrow(() -> new StaffException(StaffException.Reason.NOT_ALLOWED))
                        .name();
        };
    }

    private static void checkSkills(Collection<String> languages, Collection<String> topics) {
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
