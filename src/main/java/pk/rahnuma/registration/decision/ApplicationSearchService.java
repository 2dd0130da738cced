package pk.rahnuma.registration.decision;

import inet.ipaddr.IPAddressString;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.registration.search.SearchIndexRepository;
import pk.rahnuma.registration.search.SearchTerms;
import pk.rahnuma.shared.Reference;

/// Finds applications for staff by free input: a reference, the authority's reference, an address in the register, a
/// number, an e-mail address, or words of a name.
@Singleton
public final class ApplicationSearchService {

    private final ApplicationRepository applications;
    private final LineRegisterRepository register;
    private final SearchIndexRepository index;

    ApplicationSearchService(
            ApplicationRepository applications, LineRegisterRepository register, SearchIndexRepository index) {
        this.applications = applications;
        this.register = register;
        this.index = index;
    }

    /// Result of a search.
    ///
    /// @param how `reference`, `authority`, `address`, `number`, `mail`, `words`; or `nothing` for empty input
    /// @param applications the newest first, at most the requested number
    /// @param more whether there are more than these
    public record SearchResult(String how, List<Application> applications, boolean more) {}

    /// Searches by free input.
    ///
    /// @param typed input of a member of staff
    public SearchResult findApplications(String typed, int most) {
        String text = typed.strip();
        Optional<Reference> reference = Reference.parseText(text);
        if (reference.isPresent() && !reference.get().isTicket()) {
            return new SearchResult(
                    "reference",
                    applications.findApplication(reference.get()).stream().toList(),
                    false);
        }
        byte[] address = address(text);
        if (address != null) {
            return of("address", register.findHolders(address, most + 1), most);
        }
        List<Long> byAuthority =
                text.length() >= 3 ? applications.findIdsByAuthorityReference(text, most + 1) : List.of();
        if (!byAuthority.isEmpty()) {
            return of("authority", byAuthority, most);
        }
        Set<String> terms = SearchTerms.parseQuery(text);
        return terms.isEmpty()
                ? new SearchResult("nothing", List.of(), false)
                : of(how(terms.iterator().next()), index.findByTerms(terms, most + 1), most);
    }

    private static String how(String term) {
        return switch (term.substring(0, term.indexOf(' '))) {
            case "word" -> "words";
            case "mail" -> "mail";
            default -> "number";
        };
    }

    private SearchResult of(String how, List<Long> ids, int most) {
        if (ids.isEmpty()) {
            return new SearchResult(how, List.of(), false);
        }
        Map<Long, Application> found = new LinkedHashMap<>(applications.findByIds(ids));
        List<Application> sorted = new ArrayList<>(found.values());
        sorted.sort(Comparator.comparing(Application::submitted).reversed().thenComparing(Application::id));
        return new SearchResult(how, List.copyOf(sorted.subList(0, Math.min(most, sorted.size()))), ids.size() > most);
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
