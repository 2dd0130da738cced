package pk.rahnuma.staff.account;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.StaffTokenRepository;

/// Finds accounts that could recently be used by the same person: the person who adds or resets an account sees the
/// link that sets its password, so that two names need not be two people. It reads the audit log. The command line
/// is left out: its user controls the machine, and needs no second account.
@Singleton
public final class AccountControlService {

    /// Time for which an account counts as controlled by the person who changed it.
    static final Duration CONTROL_WINDOW = Duration.ofHours(24);

    private static final Set<String> CHANGE_ACTIONS = Set.of(
            "staff.added",
            "staff.role",
            "staff.enabled",
            "staff.reset",
            "staff.password-reset",
            "staff.second-factor-reset");

    /// Audit entries that are read: changes of an account, and passwords set with a link.
    private static final Set<String> RELEVANT_ACTIONS = Stream.concat(
                    CHANGE_ACTIONS.stream(), Stream.of("staff.password-set"))
            .collect(Collectors.toUnmodifiableSet());

    /// Maximum entries of an account that are read, the newest.
    static final int MAX_ENTRIES = 1_000;

    private final StaffAccountRepository accounts;
    private final AuditLog audit;

    AccountControlService(StaffAccountRepository accounts, AuditLog audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    /// Finds a person who could use two accounts: the member of either who changed the other, or a third who changed
    /// both, directly or by accounts between them.
    ///
    /// @param one name of a member; a name without an account is controlled by no other person
    /// @param at time at which the first of them acted; changes count from 24 hours before it on
    /// @return a name; empty when the two are independent
    public Optional<String> findCommonHolder(String one, String other, Instant at) {
        Instant since = at.minus(CONTROL_WINDOW);
        Map<String, String> holders = findHolders(one, since);
        return findHolders(other, since).entrySet().stream()
                .filter(holder -> holders.containsKey(holder.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// The member, those who changed the account, those who changed theirs, and so on: names by their keys.
    private Map<String, String> findHolders(String name, Instant since) {
        Map<String, String> holders = new LinkedHashMap<>();
        Deque<String> left = new ArrayDeque<>(Set.of(name));
        while (!left.isEmpty()) {
            String next = left.remove();
            if (holders.putIfAbsent(StaffNames.comparisonKey(next), next) == null) {
                accounts.findByName(next).ifPresent(account -> left.addAll(findChangers(account, since)));
            }
        }
        return holders;
    }

    private Set<String> findChangers(StaffAccount account, Instant since) {
        Map<String, Instant> changers = new HashMap<>();
        for (AuditEntry entry : audit.findSince(
                account.id(), RELEVANT_ACTIONS, since.minus(StaffTokenRepository.LINK_TTL), MAX_ENTRIES)) {
            if (CHANGE_ACTIONS.contains(entry.what())
                    && StaffNames.validateHistoryName(entry.who()).isPresent()) {
                changers.put(entry.who(), entry.at());
            } else if (entry.what().equals("staff.password-set")
                    && PasswordLinkService.SET_BY_LINK.equals(entry.detail())) {
                // A link that was kept for a day extends this time for those who see it.
                changers.replaceAll((staffName, at) -> entry.at());
            }
        }
        changers.values().removeIf(at -> !at.isAfter(since));
        return changers.keySet();
    }
}
