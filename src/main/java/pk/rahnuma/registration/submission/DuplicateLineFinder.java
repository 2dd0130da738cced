package pk.rahnuma.registration.submission;

import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.shared.Reference;

/// Lines of the applications of some subjects, to find one that the same subject requests twice.
final class DuplicateLineFinder {

    private final Map<Line, Reference> lines = new HashMap<>();

    DuplicateLineFinder(Collection<LineRegisterRepository.LineEntry> entries) {
        addEntries(entries);
    }

    private record Line(long subject, String what) {}

    void addEntries(Collection<LineRegisterRepository.LineEntry> entries) {
        entries.forEach(entry -> lines(entry).forEach(line -> lines.putIfAbsent(line, entry.reference())));
    }

    /// An application that already has one of these lines.
    Optional<Reference> findDuplicate(Collection<LineRegisterRepository.LineEntry> entries) {
        return entries.stream()
                .flatMap(DuplicateLineFinder::lines)
                .map(lines::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Stream<Line> lines(LineRegisterRepository.LineEntry entry) {
        HexFormat hex = HexFormat.of();
        return Stream.of(
                        entry.address() == null ? "" : hex.formatHex(entry.address()),
                        entry.mobile() == null ? "" : "mobile " + hex.formatHex(entry.mobile()))
                .filter(what -> !what.isEmpty())
                .map(what -> new Line(entry.subject(), what));
    }
}
