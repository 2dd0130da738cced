package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.search.SearchIndexRepository;
import pk.rahnuma.registration.search.SearchTerms;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// What applications say: the answers in force, with the proofs and the register that follow from them, those that they
/// replaced, and those that wait to be decided. The caller has locked the application.
@Singleton
public final class ApplicationContentService {

    /// Answers of an application that were replaced or refused and are shown, the newest.
    static final int MAX_EARLIER = 100;

    private final ApplicationRepository applications;
    private final AnswerVersionRepository versions;
    private final LineRegisterRepository register;
    private final SealedAnswers sealed;
    private final LookupProofs proofs;
    private final SearchIndexRepository index;
    private final SubjectEncryptionService vault;

    ApplicationContentService(
            ApplicationRepository applications,
            AnswerVersionRepository versions,
            LineRegisterRepository register,
            SealedAnswers sealed,
            LookupProofs proofs,
            SearchIndexRepository index,
            SubjectEncryptionService vault) {
        this.applications = applications;
        this.versions = versions;
        this.register = register;
        this.sealed = sealed;
        this.proofs = proofs;
        this.index = index;
        this.vault = vault;
    }

    /// Those in force.
    public FormAnswers of(Application application) {
        return sealed.open(application, applications.answers(application.id()));
    }

    /// Those in force, by the application's id.
    public Map<Long, FormAnswers> of(Collection<Application> some) {
        Map<Long, byte[]> found =
                applications.answers(some.stream().map(Application::id).toList());
        Map<Long, FormAnswers> opened = new HashMap<>();
        some.forEach(a -> opened.put(a.id(), sealed.open(a, found.get(a.id()))));
        return opened;
    }

    /// What an application says that is new, or says anew.
    public record NewContent(Application application, FormAnswers answers) {}

    /// New applications with their answers; a few statements for all.
    public void insert(List<NewContent> fresh) {
        SubjectKeyRing keys = keys(fresh.stream().map(NewContent::application).toList());
        applications.insert(fresh.stream()
                .map(one -> new ApplicationRepository.Submission(one.application(), content(keys, one)))
                .toList());
        register.insert(fresh.stream()
                .map(one -> new LineRegisterRepository.RegisteredAddresses(
                        one.application().id(), one.answers().addresses()))
                .toList());
        index.put(
                fresh.stream()
                        .collect(Collectors.toMap(
                                one -> one.application().id(),
                                one -> SearchTerms.of(one.application(), one.answers()))),
                true);
    }

    private ApplicationRepository.SealedContent content(SubjectKeyRing keys, NewContent fresh) {
        Application application = fresh.application();
        FormAnswers answers = fresh.answers();
        String mobile = answers.text(FormAnswers.VPN_MOBILE);
        return new ApplicationRepository.SealedContent(
                sealed.seal(keys, SealedAnswers.inForce(application), answers),
                proofs.of(application.id(), answers.identity()),
                proofs.of(application.id(), answers.mobile()),
                mobile.isBlank() ? null : register.hash(mobile));
    }

    private SubjectKeyRing keys(Collection<Application> some) {
        return vault.keys(some.stream().map(Application::subject).distinct().toList());
    }

    /// New answers take the place of those in force, which are kept.
    ///
    /// @param seq of the event in the history that brings it about
    public void replace(Application application, FormAnswers answers, int seq, Instant now) {
        SubjectKeyRing keys = keys(List.of(application));
        byte[] old = sealed.seal(keys, SealedAnswers.earlier(application, seq), of(application));
        versions.insert(
                application.id(),
                new AnswerVersionRepository.Version(seq, AnswerVersionRepository.State.OLD, old, now));
        applications.replace(application.id(), content(keys, new NewContent(application, answers)));
        register.replace(application.id(), answers.addresses());
        index.put(Map.of(application.id(), SearchTerms.of(application, answers)), false);
    }

    /// New answers wait; those in force stay.
    public void propose(Application application, FormAnswers answers, int seq, Instant now) {
        byte[] waiting = sealed.seal(keys(List.of(application)), SealedAnswers.earlier(application, seq), answers);
        versions.insert(
                application.id(),
                new AnswerVersionRepository.Version(seq, AnswerVersionRepository.State.PENDING, waiting, now));
    }

    /// Those that wait.
    public Optional<FormAnswers> proposed(Application application) {
        return versions.pending(application.id()).map(version -> sealed.open(application, version));
    }

    /// Those that were replaced or refused, the newest [#MAX_EARLIER] of them, the oldest first.
    public Map<AnswerVersionRepository.Version, FormAnswers> earlier(Application application) {
        Map<AnswerVersionRepository.Version, FormAnswers> found = new LinkedHashMap<>();
        versions.earlier(application.id(), MAX_EARLIER)
                .forEach(version -> found.put(version, sealed.open(application, version)));
        return found;
    }

    /// Those that wait come into force.
    public void accept(Application application, int seq, Instant now) {
        FormAnswers proposed = proposed(application).orElseThrow();
        versions.settle(application.id(), null);
        replace(application, proposed, seq, now);
    }

    /// Those that wait will not come into force; they are kept.
    public void refuse(Application application) {
        versions.settle(application.id(), AnswerVersionRepository.State.REFUSED);
    }
}
