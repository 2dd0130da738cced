package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.vault.SealedPlace;
import pk.rahnuma.vault.SubjectKeyRing;

/// Answers about the lines of applications: those in force, with the addresses and numbers in the register that follow
/// from them, wanted ones, and former ones. The caller has locked the application.
@Singleton
final class LineContentService {

    private static final LineRow.Hashes NO_HASHES = new LineRow.Hashes(null, null, null);

    private final LineRepository lines;
    private final LineVersionRepository versions;
    private final LineRegisterRepository register;
    private final SealedAnswers sealedAnswers;

    LineContentService(
            LineRepository lines,
            LineVersionRepository versions,
            LineRegisterRepository register,
            SealedAnswers sealedAnswers) {
        this.lines = lines;
        this.versions = versions;
        this.register = register;
        this.sealedAnswers = sealedAnswers;
    }

    /// Lines of applications with their answers, in their order, by the application's id.
    Map<Long, List<LineContent>> readContents(Collection<Application> applications) {
        return openLines(lines.findContents(PaddedKeys.padKeys(
                        applications.stream().map(Application::id).toList())))
                .stream()
                .map(FoundLine::content)
                .collect(Collectors.groupingBy(content -> content.line().application()));
    }

    /// Stores new lines of some applications; two statements for all.
    ///
    /// @param subjects holders, by the application's id
    void insertLines(SubjectKeyRing keys, Map<Long, Long> subjects, List<LineContent> added) {
        if (added.isEmpty()) {
            return;
        }
        lines.insertAll(added.stream()
                .map(one -> toRow(keys, subjects.get(one.line().application()), one))
                .toList());
        register.insertAddresses(
                added.stream().map(LineContentService::toAddresses).toList());
    }

    private LineRow toRow(SubjectKeyRing keys, long subject, LineContent content) {
        FormAnswers answers = content.answers();
        long id = content.line().id();
        return LineRow.fromLine(
                content.line(),
                subject,
                sealedAnswers.sealAnswers(keys, placeOf(subject, id), answers),
                null,
                register.hashLine(answers));
    }

    private static LineRegisterRepository.LineAddresses toAddresses(LineContent content) {
        return new LineRegisterRepository.LineAddresses(
                content.line().id(),
                content.answers().addressBytes(),
                content.line().status().isLive());
    }

    private static SealedPlace placeOf(long subject, long id) {
        return SealedAnswers.LINE_ANSWERS_COLUMN.placeAt(subject, id);
    }

    /// Opens lines that belong to one or several holders.
    List<FoundLine> openLines(List<LineRow> rows) {
        return rows.stream()
                .map(row -> new FoundLine(
                        row.subjectId(),
                        new LineContent(
                                row.toLine(),
                                sealedAnswers.openAnswers(placeOf(row.subjectId(), row.id()), row.answers()),
                                row.wanted() == null
                                        ? null
                                        : sealedAnswers.openAnswers(
                                                SealedAnswers.LINE_WANTED_COLUMN.placeAt(row.subjectId(), row.id()),
                                                row.wanted()))))
                .toList();
    }

    /// Answers in force about the lines of applications, by the application's id.
    Map<Long, List<FormAnswers>> readLines(Collection<Application> applications) {
        return lines
                .findAnswers(PaddedKeys.padKeys(
                        applications.stream().map(Application::id).toList()))
                .stream()
                .collect(Collectors.groupingBy(
                        LineRepository.AnswersRow::applicationId,
                        Collectors.mapping(this::openAnswers, Collectors.toList())));
    }

    private FormAnswers openAnswers(LineRepository.AnswersRow row) {
        return sealedAnswers.openAnswers(placeOf(row.subjectId(), row.id()), row.answers());
    }

    /// Replaces the answers about lines that differ; the former ones are kept.
    ///
    /// @param renewed answers, by the number of the line
    /// @param seq of the event in the history that causes it
    void replaceLines(
            SubjectKeyRing keys, Application application, Map<Integer, FormAnswers> renewed, int seq, Instant now) {
        Map<Integer, LineRepository.AnswersRow> present = findAnswers(application, row -> {
            FormAnswers answers = renewed.get(row.number());
            return answers != null && !answers.equals(openAnswers(row));
        });
        if (present.isEmpty()) {
            return;
        }
        keepVersions(
                keys,
                application,
                AnswerState.OLD,
                present.values().stream().collect(Collectors.toMap(LineRepository.AnswersRow::id, this::openAnswers)),
                seq,
                now);
        List<LineContent> changed = lines.findLines(application).stream()
                .filter(line -> present.containsKey(line.number()))
                .map(line -> new LineContent(line, renewed.get(line.number())))
                .toList();
        lines.updateAnswers(changed.stream()
                .map(content -> toRow(keys, application.subject(), content))
                .toList());
        register.replaceAddresses(
                changed.stream().map(LineContentService::toAddresses).toList());
    }

    private Map<Integer, LineRepository.AnswersRow> findAnswers(
            Application application, Predicate<LineRepository.AnswersRow> condition) {
        Map<Integer, LineRepository.AnswersRow> found = new TreeMap<>();
        lines.findAnswers(List.of(application.id())).stream()
                .filter(condition)
                .forEach(row -> found.put(row.number(), row));
        return found;
    }

    private void keepVersions(
            SubjectKeyRing keys,
            Application application,
            AnswerState state,
            Map<Long, FormAnswers> answers,
            int seq,
            Instant now) {
        List<LineVersionRepository.VersionRow> kept = new ArrayList<>();
        answers.forEach((id, one) -> kept.add(new LineVersionRepository.VersionRow(
                id,
                seq,
                state,
                sealedAnswers.sealAnswers(
                        keys, SealedAnswers.LINE_VERSION_COLUMN.placeAt(application.subject(), id, seq), one),
                now)));
        if (!kept.isEmpty()) {
            versions.insertAll(kept);
        }
    }

    /// Stores answers that wait for a decision; those in force stay.
    ///
    /// @param wanted by the number of the line
    void proposeLines(SubjectKeyRing keys, Application application, ChangeKind kind, Map<Integer, FormAnswers> wanted) {
        lines.updateWanted(lines.findLines(application).stream()
                .filter(line -> wanted.containsKey(line.number()))
                .map(line -> LineRow.fromLine(
                        line.withChange(kind),
                        application.subject(),
                        null,
                        sealedAnswers.sealAnswers(keys, wantedPlace(application, line.id()), wanted.get(line.number())),
                        NO_HASHES))
                .toList());
    }

    private static SealedPlace wantedPlace(Application application, long line) {
        return SealedAnswers.LINE_WANTED_COLUMN.placeAt(application.subject(), line);
    }

    /// Wanted answers, by the number of the line.
    Map<Integer, FormAnswers> readWanted(Application application) {
        Map<Integer, FormAnswers> wanted = new TreeMap<>();
        findAnswers(application, row -> row.wanted() != null)
                .forEach((number, row) -> wanted.put(
                        number, sealedAnswers.openAnswers(wantedPlace(application, row.id()), row.wanted())));
        return wanted;
    }

    /// Puts the wanted answers about some lines in force.
    ///
    /// @param accepted numbers of lines
    void acceptWanted(SubjectKeyRing keys, Application application, Set<Integer> accepted, int seq, Instant now) {
        Map<Integer, FormAnswers> wanted = readWanted(application);
        wanted.keySet().retainAll(accepted);
        discardWanted(application, accepted);
        replaceLines(keys, application, wanted, seq, now);
    }

    /// Refuses the wanted answers about some lines; they are kept.
    void refuseWanted(SubjectKeyRing keys, Application application, Set<Integer> refused, int seq, Instant now) {
        Map<Integer, LineRepository.AnswersRow> rows =
                findAnswers(application, row -> row.wanted() != null && refused.contains(row.number()));
        Map<Long, FormAnswers> answers = rows.values().stream()
                .collect(Collectors.toMap(
                        LineRepository.AnswersRow::id,
                        row -> sealedAnswers.openAnswers(wantedPlace(application, row.id()), row.wanted())));
        keepVersions(keys, application, AnswerState.REFUSED, answers, seq, now);
        discardWanted(application, refused);
    }

    /// Deletes what is wanted of some lines, at least one.
    void discardWanted(Application application, Set<Integer> discarded) {
        lines.deleteWanted(findIds(application, discarded));
    }

    /// Stores that another last day is wanted for some lines, at least one.
    void requestRenewal(Application application, Set<Integer> numbers) {
        lines.updateChangeKind(ChangeKind.RENEW, findIds(application, numbers));
    }

    private List<Long> findIds(Application application, Set<Integer> numbers) {
        return lines.findLines(application).stream()
                .filter(line -> numbers.contains(line.number()))
                .map(Line::id)
                .toList();
    }

    /// Answers about a line that are not in force.
    ///
    /// @param seq of the event that replaced or refused them
    record FormerAnswers(int number, int seq, AnswerState state, Instant at, FormAnswers answers) {}

    /// The newest former answers about the lines of an application, the newest first.
    List<FormerAnswers> findFormer(Application application, int limit) {
        return versions.findNewest(application.id(), limit).stream()
                .map(version -> openVersion(application, version))
                .toList();
    }

    /// A page of the former answers about the lines of an application, the oldest first.
    ///
    /// @param last after which it begins; null for the first
    List<FormerAnswers> findFormerPage(Application application, @Nullable FormerAnswers last, int limit) {
        return versions
                .findPage(application.id(), last == null ? 0 : last.seq(), last == null ? 0 : last.number(), limit)
                .stream()
                .map(version -> openVersion(application, version))
                .toList();
    }

    private FormerAnswers openVersion(Application application, LineVersionRepository.NumberedVersion version) {
        SealedPlace place =
                SealedAnswers.LINE_VERSION_COLUMN.placeAt(application.subject(), version.lineId(), version.seq());
        return new FormerAnswers(
                version.number(),
                version.seq(),
                version.state(),
                version.createdAt(),
                sealedAnswers.openAnswers(place, version.answers()));
    }

    /// Times at which a line of these applications was last replaced, by application.
    ///
    /// @param applications at least one
    Map<Long, Instant> findReplacedAt(Collection<Long> applications) {
        return versions.findReplacements(applications).stream()
                .collect(Collectors.toMap(
                        LineVersionRepository.ReplacementTime::application,
                        LineVersionRepository.ReplacementTime::replacedAt));
    }
}
