package pk.rahnuma.registration.decision;

import inet.ipaddr.IPAddressString;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.registration.record.SearchIndexRepository;
import pk.rahnuma.registration.record.SearchTerms;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditService;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Finds applications for staff by free input: a reference, the authority's reference, an address in the register, a
/// number, an e-mail address, or words of a name. Each search is recorded in the audit log.
@Singleton
public final class ApplicationSearchService {

    private static final String SEARCH_ACTION = "search.made";
    private static final int HASH_BYTES = 8;
    /// Time within which the same list, opened again, is not recorded as another search.
    private static final Duration SAME_SEARCH_TTL = Duration.ofMinutes(30);

    private final ApplicationRepository applications;
    private final LineRegisterRepository register;
    private final SearchIndexRepository index;
    private final SubjectEncryptionService vault;
    private final StaffAuditService audit;

    ApplicationSearchService(
            ApplicationRepository applications,
            LineRegisterRepository register,
            SearchIndexRepository index,
            SubjectEncryptionService vault,
            StaffAuditService audit) {
        this.applications = applications;
        this.register = register;
        this.index = index;
        this.vault = vault;
        this.audit = audit;
    }

    /// Result of a search.
    ///
    /// @param how `reference`, `ticket`, `authority`, `address`, `number`, `mail`, `words` or `nothing`
    /// @param applications the newest first, at most the requested number
    /// @param more whether there are more than these
    public record SearchResult(String how, List<Application> applications, boolean more) {}

    /// Searches by free input.
    ///
    /// @param typed input of a member of staff
    public SearchResult searchApplications(AuthenticatedStaff by, String typed, int limit, Instant now) {
        by.requirePermission(StaffPermission.READ_APPLICATIONS);
        SearchResult result = findApplications(typed, limit);
        audit.recordAction(by, SEARCH_ACTION, result.how(), hash(typed), now);
        return result;
    }

    /// Runs a search again, for a page that is opened again.
    public SearchResult repeatSearch(AuthenticatedStaff by, String typed, int limit, Instant now) {
        by.requirePermission(StaffPermission.READ_APPLICATIONS);
        SearchResult result = findApplications(typed, limit);
        recordSearch(by, result.how(), typed, now);
        return result;
    }

    /// Records a search, once in a while when it is the same.
    ///
    /// @param how kind of the search
    public void recordSearch(AuthenticatedStaff by, String how, String typed, Instant now) {
        audit.recordActionOnce(by, SEARCH_ACTION, how, hash(typed), SAME_SEARCH_TTL, now);
    }

    /// Hash of a search for the audit log: equal searches can be recognised, and the text cannot be read.
    private String hash(String typed) {
        byte[] hash = vault.keyedHash("search-log", typed.toLowerCase(Locale.ROOT));
        return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }

    SearchResult findApplications(String typed, int limit) {
        String text = typed.strip();
        Optional<Reference> reference = Reference.parseText(text);
        if (reference.isPresent() && reference.get().isTicket()) {
            return new SearchResult("ticket", List.of(), false);
        }
        if (reference.isPresent()) {
            return new SearchResult(
                    "reference",
                    applications.findApplication(reference.get()).stream().toList(),
                    false);
        }
        byte[] address = address(text);
        if (address != null) {
            return of("address", register.findHolders(address, limit + 1), limit);
        }
        List<Long> byAuthority =
                text.length() >= 3 ? applications.findIdsByAuthorityReference(text, limit + 1) : List.of();
        if (!byAuthority.isEmpty()) {
            return of("authority", byAuthority, limit);
        }
        Set<String> terms = SearchTerms.parseQuery(text);
        return terms.isEmpty()
                ? new SearchResult("nothing", List.of(), false)
                : of(how(terms.iterator().next()), index.findByTerms(terms, limit + 1), limit);
    }

    private static String how(String term) {
        return switch (term.substring(0, term.indexOf(' '))) {
            case "word" -> "words";
            case "mail" -> "mail";
            default -> "number";
        };
    }

    private SearchResult of(String how, List<Long> ids, int limit) {
        if (ids.isEmpty()) {
            return new SearchResult(how, List.of(), false);
        }
        Map<Long, Application> found = new LinkedHashMap<>(applications.findByIds(ids));
        List<Application> sorted = new ArrayList<>(found.values());
        sorted.sort(Comparator.comparing(Application::submitted).reversed().thenComparing(Application::id));
        return new SearchResult(
                how, List.copyOf(sorted.subList(0, Math.min(limit, sorted.size()))), ids.size() > limit);
    }

    private static byte[] address(String text) {
        boolean looksLikeOne = text.matches("[0-9a-fA-F:.]{3,45}") && (text.contains(".") || text.contains(":"));
        IPAddressString address = new IPAddressString(text);
        return looksLikeOne
                        && address.isIPAddress()
                        && address.getAddress() != null
                        && !address.isPrefixed()
                        && !address.getAddress().isMultiple()
                ? address.getAddress().getBytes()
                : null;
    }
}
