package pk.rahnuma.registration.records;

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
import pk.rahnuma.registration.form.Answers;
import pk.rahnuma.registration.search.SearchIndex;
import pk.rahnuma.registration.search.Terms;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.Vault;

/// What applications say: the answers in force, with the proofs and the register that follow from them, those that they
/// replaced, and those that wait to be decided. The caller has locked the application.
@Singleton
public final class Contents {

    /// Answers of an application that were replaced or refused and are shown, the newest.
    static final int MAX_EARLIER = 100;

    private final Applications applications;
    private final Versions versions;
    private final Register register;
    private final SealedAnswers sealed;
    private final Proofs proofs;
    private final SearchIndex index;
    private final Vault vault;

    Contents(
            Applications applications,
            Versions versions,
            Register register,
            SealedAnswers sealed,
            Proofs proofs,
            SearchIndex index,
            Vault vault) {
        this.applications = applications;
        this.versions = versions;
        this.register = register;
        this.sealed = sealed;
        this.proofs = proofs;
        this.index = index;
        this.vault = vault;
    }

    /// Those in force.
    public Answers of(Application application) {
        return sealed.open(application, applications.answers(application.id()));
    }

    /// Those in force, by the application's id.
    public Map<Long, Answers> of(Collection<Application> some) {
        Map<Long, byte[]> found =
                applications.answers(some.stream().map(Application::id).toList());
        Map<Long, Answers> opened = new HashMap<>();
        some.forEach(a -> opened.put(a.id(), sealed.open(a, found.get(a.id()))));
        return opened;
    }

    /// What an application says that is new, or says anew.
    public record Fresh(Application application, Answers answers) {}

    /// New applications with their answers; a few statements for all.
    public void insert(List<Fresh> fresh) {
        Keys keys = keys(fresh.stream().map(Fresh::application).toList());
        applications.insert(fresh.stream()
                .map(one -> new Applications.Submission(one.application(), content(keys, one)))
                .toList());
        register.insert(fresh.stream()
                .map(one -> new Register.Entered(
                        one.application().id(), one.answers().addresses()))
                .toList());
        index.put(
                fresh.stream()
                        .collect(Collectors.toMap(
                                one -> one.application().id(), one -> Terms.of(one.application(), one.answers()))),
                true);
    }

    private Applications.Content content(Keys keys, Fresh fresh) {
        Application application = fresh.application();
        Answers answers = fresh.answers();
        String mobile = answers.text(Answers.VPN_MOBILE);
        return new Applications.Content(
                sealed.seal(keys, SealedAnswers.inForce(application), answers),
                proofs.of(application.id(), answers.identity()),
                proofs.of(application.id(), answers.mobile()),
                mobile.isBlank() ? null : register.hash(mobile));
    }

    private Keys keys(Collection<Application> some) {
        return vault.keys(some.stream().map(Application::subject).distinct().toList());
    }

    /// New answers take the place of those in force, which are kept.
    ///
    /// @param seq of the event in the history that brings it about
    public void replace(Application application, Answers answers, int seq, Instant now) {
        Keys keys = keys(List.of(application));
        byte[] old = sealed.seal(keys, SealedAnswers.earlier(application, seq), of(application));
        versions.insert(application.id(), new Versions.Version(seq, Versions.State.OLD, old, now));
        applications.replace(application.id(), content(keys, new Fresh(application, answers)));
        register.replace(application.id(), answers.addresses());
        index.put(Map.of(application.id(), Terms.of(application, answers)), false);
    }

    /// New answers wait; those in force stay.
    public void propose(Application application, Answers answers, int seq, Instant now) {
        byte[] waiting = sealed.seal(keys(List.of(application)), SealedAnswers.earlier(application, seq), answers);
        versions.insert(application.id(), new Versions.Version(seq, Versions.State.PENDING, waiting, now));
    }

    /// Those that wait.
    public Optional<Answers> proposed(Application application) {
        return versions.pending(application.id()).map(version -> sealed.open(application, version));
    }

    /// Those that were replaced or refused, the newest [#MAX_EARLIER] of them, the oldest first.
    public Map<Versions.Version, Answers> earlier(Application application) {
        Map<Versions.Version, Answers> found = new LinkedHashMap<>();
        versions.earlier(application.id(), MAX_EARLIER)
                .forEach(version -> found.put(version, sealed.open(application, version)));
        return found;
    }

    /// Those that wait come into force.
    public void accept(Application application, int seq, Instant now) {
        Answers proposed = proposed(application).orElseThrow();
        versions.settle(application.id(), null);
        replace(application, proposed, seq, now);
    }

    /// Those that wait will not come into force; they are kept.
    public void refuse(Application application) {
        versions.settle(application.id(), Versions.State.REFUSED);
    }
}
