package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import pk.rahnuma.dialog.field.IpAddresses.AddressBounds;
import pk.rahnuma.registration.LineStatus;

/// Filter of the lines of all holders; a part that is null or empty does not matter. With a last day, the lines that
/// end first come first; else those that changed last.
///
/// @param statuses at least one
/// @param terms of their applications, as from [SearchTerms]; each must match
/// @param provider code of the form, or a name
/// @param site place, as written; case and spaces do not matter
/// @param addresses range in which a line has an address
/// @param endsFrom earliest last day
/// @param endsUntil latest last day
public record LineSearchFilter(
        Collection<LineStatus> statuses,
        Set<String> terms,
        @Nullable String provider,
        @Nullable String site,
        @Nullable AddressBounds addresses,
        @Nullable LocalDate endsFrom,
        @Nullable LocalDate endsUntil) {

    public LineSearchFilter {
        statuses = List.copyOf(statuses);
        terms = Set.copyOf(terms);
    }

    /// True when the lines are in the order of their last days.
    boolean isByLastDay() {
        return endsFrom != null || endsUntil != null;
    }
}
