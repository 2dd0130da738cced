package pk.rahnuma.staff.account;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.DeviceRepository;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffAccountLock;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffSession;
import pk.rahnuma.staff.StaffSignOutListener;
import pk.rahnuma.staff.StaffTokenRepository;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Sessions of staff. Each request reads the session with its account: a member who is disabled or signed out is
/// refused at their next request, on every node.
@Singleton
public class StaffSessionService {

    /// Maximum time without a request.
    public static final Duration IDLE_TIMEOUT = Duration.ofMinutes(30);
    /// Maximum age in any case.
    public static final Duration MAX_SESSION_AGE = Duration.ofHours(12);

    /// Minimum interval between two updates of a session.
    static final Duration MIN_UPDATE_INTERVAL = Duration.ofMinutes(1);

    /// A token has 43 characters.
    private static final int MAX_TOKEN_LENGTH = 100;

    private final TransactionOperations<Connection> transactions;
    private final StaffTokenRepository tokens;
    private final StaffAccountRepository accounts;
    private final StaffAccountLock accountLock;
    private final Collection<StaffSignOutListener> signOutListeners;
    private final DeviceRepository devices;

    public StaffSessionService(
            TransactionOperations<Connection> transactions,
            StaffTokenRepository tokens,
            StaffAccountRepository accounts,
            StaffAccountLock accountLock,
            Collection<StaffSignOutListener> signOutListeners,
            DeviceRepository devices) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.accounts = accounts;
        this.accountLock = accountLock;
        this.signOutListeners = signOutListeners;
        this.devices = devices;
    }

    /// Finds the session of a request by a member, and extends it from now.
    ///
    /// @param token of the cookie; or null
    public Optional<AuthenticatedStaff> findAndExtend(String token, Instant now) {
        return findOpenSession(token, now).map(open -> {
            if (open.seen().plus(MIN_UPDATE_INTERVAL).isBefore(now)) {
                tokens.updateSeenAt(open.id(), now);
            }
            return toAuthenticatedStaff(token, open);
        });
    }

    /// Finds the session of an automatic request of a page, without extending it.
    ///
    /// @param token of the cookie; or null
    public Optional<AuthenticatedStaff> findWithoutExtending(String token, Instant now) {
        return findOpenSession(token, now).map(open -> toAuthenticatedStaff(token, open));
    }

    /// Extends a session from now, after its page reports activity.
    public void extendSession(AuthenticatedStaff user, Instant now) {
        tokens.updateSeenAt(user.session(), now);
    }

    private Optional<StaffTokenRepository.OpenSession> findOpenSession(String token, Instant now) {
        return token == null || token.length() > MAX_TOKEN_LENGTH
                ? Optional.empty()
                : tokens.findSession(token, now.minus(MAX_SESSION_AGE), now.minus(IDLE_TIMEOUT));
    }

    private AuthenticatedStaff toAuthenticatedStaff(String token, StaffTokenRepository.OpenSession open) {
        return new AuthenticatedStaff(open.account().member(), open.id(), tokens.csrfToken(token), open.since());
    }

    /// Sessions of the member, the newest first.
    public List<StaffSession> listSessions(AuthenticatedStaff user, Instant now) {
        return tokens.findSessions(
                user.member().id(), user.session(), now.minus(MAX_SESSION_AGE), now.minus(IDLE_TIMEOUT));
    }

    public void signOut(AuthenticatedStaff user, Instant now) {
        endSession(user, user.session(), now);
    }

    /// Ends one session of the member.
    ///
    /// @return false when there is no such session
    public boolean endSession(AuthenticatedStaff user, long session, Instant now) {
        return transactions.executeWrite(status -> {
            accounts.lockAccount(user.member().id());
            boolean ended = tokens.deleteSession(user.member().id(), session);
            if (ended) {
                recordEntry(user, "staff.signed-out", null, now);
                if (listSessions(user, now).isEmpty()) {
                    notifySignedOut(user);
                }
            }
            return ended;
        });
    }

    /// Ends all sessions of the member, including this one.
    ///
    /// @return number of sessions
    public int signOutEverywhere(AuthenticatedStaff user, Instant now) {
        return transactions.executeWrite(status -> {
            accounts.lockAccount(user.member().id());
            int ended = tokens.deleteSessions(user.member().id(), 0);
            recordEntry(user, "staff.signed-out", "everywhere", now);
            notifySignedOut(user);
            return ended;
        });
    }

    /// Starts a session. The caller holds the lock of the account.
    ///
    /// @param factor name of the second factor, for the audit log
    SignInResult.SignedIn startSession(
            StaffAccount account, ClientInfo visit, String factor, List<String> recoveryCodes, Instant now) {
        accountLock.recordEntry(account.id(), account.member().name(), "staff.signed-in", factor, now);
        long id = SubjectEncryptionService.newId();
        String token = tokens.createSession(account.id(), id, visit, now);
        String device = devices.replaceToken(account.id(), visit.device(), now);
        return new SignInResult.SignedIn(
                token,
                new AuthenticatedStaff(account.member(), id, tokens.csrfToken(token), now),
                recoveryCodes,
                device);
    }

    private void notifySignedOut(AuthenticatedStaff user) {
        signOutListeners.forEach(each -> each.onSignedOut(user.member().id()));
    }

    private void recordEntry(AuthenticatedStaff user, String what, String detail, Instant now) {
        accountLock.recordEntry(user.member().id(), user.member().name(), what, detail, now);
    }
}
