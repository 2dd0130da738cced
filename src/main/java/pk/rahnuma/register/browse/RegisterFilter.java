package pk.rahnuma.register.browse;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.LineSearchFilter;
import pk.rahnuma.registration.record.SearchTerms;

/// Filter of the register as it was typed; a part that is empty does not matter.
///
/// @param holder words of a name, or a number or e-mail address of the holder
/// @param provider code of the form, or a name
/// @param city of the holder: code of the form, or a name
/// @param site place of the line, as written
/// @param addresses an address, a block, or a range from one to another
/// @param status word of a [LineStatus], [#ANY_STATUS], or empty for the registered ones
/// @param from earliest last day
/// @param until latest last day
public record RegisterFilter(
        String holder,
        String provider,
        String city,
        String site,
        String addresses,
        String status,
        String from,
        String until) {

    /// Status of lines in any status.
    public static final String ANY_STATUS = "any";

    /// The registered lines.
    public static final RegisterFilter REGISTERED = new RegisterFilter("", "", "", "", "", "", "", "");

    private static final int MAX_TEXT_LENGTH = 100;
    private static final String SEPARATOR = "\n";
    private static final int PART_COUNT = 8;

    public RegisterFilter {
        holder = clipText(holder);
        provider = clipText(provider);
        city = clipText(city);
        site = clipText(site);
        addresses = clipText(addresses);
        status = clipText(status);
        from = clipText(from);
        until = clipText(until);
    }

    private static String clipText(String typed) {
        String line = typed == null ? "" : typed.replace(SEPARATOR, " ").strip();
        return line.substring(0, Math.min(MAX_TEXT_LENGTH, line.length()));
    }

    /// Registered lines that end in a time.
    public static RegisterFilter ofEnding(LocalDate from, LocalDate until) {
        return new RegisterFilter("", "", "", "", "", "", from.toString(), until.toString());
    }

    /// Reads a filter that [#toText] wrote; empty when it is none.
    public static Optional<RegisterFilter> parseText(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        return parts.length == PART_COUNT
                ? Optional.of(new RegisterFilter(
                        parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7]))
                : Optional.empty();
    }

    /// All parts as one text.
    public String toText() {
        return String.join(SEPARATOR, holder, provider, city, site, addresses, status, from, until);
    }

    /// The same filter with codes of the form in place of names.
    public RegisterFilter withCodes(String providerCode, String cityCode) {
        return new RegisterFilter(holder, providerCode, cityCode, site, addresses, status, from, until);
    }

    public boolean isEmpty() {
        return equals(REGISTERED);
    }

    /// Names of the parts that cannot be read.
    public Set<String> findUnreadable() {
        Set<String> unreadable = new LinkedHashSet<>();
        if (!holder.isEmpty() && SearchTerms.parseQuery(holder).isEmpty()) {
            unreadable.add("holder");
        }
        if (!addresses.isEmpty() && IpAddresses.parseBounds(addresses).isEmpty()) {
            unreadable.add("addresses");
        }
        if (!from.isEmpty() && parseDay(from).isEmpty()) {
            unreadable.add("from");
        }
        boolean turned = parseDay(from)
                .flatMap(first -> parseDay(until).filter(last -> last.isBefore(first)))
                .isPresent();
        if (!until.isEmpty() && (parseDay(until).isEmpty() || turned)) {
            unreadable.add("until");
        }
        return unreadable;
    }

    private static Optional<LocalDate> parseDay(String typed) {
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(typed));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /// The filter of lines. Each part must be readable.
    LineSearchFilter toSearch() {
        Set<String> terms = new LinkedHashSet<>(holder.isEmpty() ? Set.of() : SearchTerms.parseQuery(holder));
        if (!city.isEmpty()) {
            terms.add(SearchTerms.cityTerm(city));
        }
        return new LineSearchFilter(
                findStatuses(),
                terms,
                provider.isEmpty() ? null : provider,
                site.isEmpty() ? null : site,
                addresses.isEmpty() ? null : IpAddresses.parseBounds(addresses).orElseThrow(),
                parseDay(from).orElse(null),
                parseDay(until).orElse(null));
    }

    private List<LineStatus> findStatuses() {
        Stream<LineStatus> all = Arrays.stream(LineStatus.values());
        return status.equals(ANY_STATUS)
                ? all.toList()
                : LineStatus.parseWord(status)
                        .map(List::of)
                        .orElseGet(() -> all.filter(LineStatus::isRegistered).toList());
    }
}
