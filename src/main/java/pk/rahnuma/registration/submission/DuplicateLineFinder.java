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

/// The lines that applications stand for, to find one that the same subject asks for twice.
final class DuplicateLineFinder {

    private final Map<Line, Reference> lines = new HashMap<>();

    DuplicateLineFinder(Collection<LineRegisterRepository.LineEntry> entries) {
        addEntries(entries);
    }

    private record Line(long subject, String what) {}

    void addEntries(Collection<LineRegisterRepository.LineEntry> entries) {
        entries.forEach(entry -> lines(entry).forEach(line -> lines.putIfAbsent(line, entry.reference())));
    }

    /// An application that stands for one of these lines already.
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
