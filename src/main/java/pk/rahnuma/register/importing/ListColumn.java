package pk.rahnuma.register.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Columns of a list of registrations.
public enum ListColumn {
    HOLDER(3, 150),
    /// `company` or `freelancer`.
    KIND(1, 20),
    NTN(0, 30),
    SECP(0, 30),
    /// Identity number of a freelancer.
    CNIC(0, 30),
    EMAIL(0, 254),
    PHONE(0, 40),
    CITY(2, 100),
    /// Place of the line; the city where it is left out.
    SITE(0, 100),
    PROVIDER(2, 100),
    /// One or several, with any separator between them; also ranges.
    ADDRESSES(1, 12_000),
    REGISTERED_ON(0, 10),
    VALID_UNTIL(0, 10),
    AUTHORITY_REFERENCE(0, 64);

    private final int minLength;
    private final int maxLength;

    ListColumn(int minLength, int maxLength) {
        this.minLength = minLength;
        this.maxLength = maxLength;
    }

    /// Heading of the column.
    public String toHeading() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// True when a list without it, or a row without a value in it, is refused.
    boolean isRequired() {
        return minLength > 0;
    }

    int minLength() {
        return minLength;
    }

    int maxLength() {
        return maxLength;
    }

    static Optional<ListColumn> parseHeading(String heading) {
        return Arrays.stream(values())
                .filter(column -> column.toHeading().equals(heading.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /// All headings, in order.
    static List<String> headings() {
        return Arrays.stream(values()).map(ListColumn::toHeading).toList();
    }
}
