package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.LineStatus;

/// Names the providers of lines for lists of staff. A provider is stored as a hash: its name is read from one of its
/// lines.
@Singleton
public final class LineProviderService {

    /// Maximum providers that are listed.
    private static final int MAX_PROVIDERS = 50;

    private final LineRepository lines;
    private final LineRegisterRepository register;
    private final LineContentService contents;

    LineProviderService(LineRepository lines, LineRegisterRepository register, LineContentService contents) {
        this.lines = lines;
        this.register = register;
        this.contents = contents;
    }

    /// Lines that wait for a provider.
    ///
    /// @param provider code of the form, or a name
    /// @param oldest time since which the first of them waits
    public record ProviderBacklog(String provider, long lines, Instant oldest) {}

    /// Providers with lines to confirm, the one that waits longest first.
    public List<ProviderBacklog> listBacklog() {
        List<LineRepository.ProviderCount> counts = lines.countByProvider(LineStatus.WITH_PROVIDER, MAX_PROVIDERS);
        Map<ByteBuffer, String> names = readNames(counts);
        return counts.stream()
                .map(count -> new ProviderBacklog(names.get(keyOf(count)), count.many(), count.oldest()))
                .toList();
    }

    /// Providers of the lines of these applications, by application, the one of most lines first.
    public Map<Long, List<String>> findProviders(Collection<Application> some) {
        if (some.isEmpty()) {
            return Map.of();
        }
        List<LineRepository.ProviderCount> counts = lines.countByProvider(
                PaddedKeys.padKeys(some.stream().map(Application::id).toList()));
        Map<ByteBuffer, String> names = readNames(counts);
        return counts.stream()
                .collect(Collectors.groupingBy(
                        LineRepository.ProviderCount::applicationId,
                        Collectors.mapping(count -> names.get(keyOf(count)), Collectors.toList())));
    }

    /// Numbers of the lines of an application that a provider has to confirm.
    ///
    /// @param provider code of the form, or a name
    public Set<Integer> findWaiting(Application application, String provider) {
        return lines.findNumbers(application.id(), LineStatus.WITH_PROVIDER, register.hashProvider(provider));
    }

    private Map<ByteBuffer, String> readNames(List<LineRepository.ProviderCount> counts) {
        Map<ByteBuffer, Long> samples = new HashMap<>();
        counts.forEach(count -> samples.putIfAbsent(keyOf(count), count.sample()));
        if (samples.isEmpty()) {
            return Map.of();
        }
        Map<Long, String> named =
                contents.openLines(lines.findWithAnswers(PaddedKeys.padKeys(samples.values()))).stream()
                        .map(FoundLine::content)
                        .collect(Collectors.toMap(
                                content -> content.line().id(),
                                content -> content.answers().providerName()));
        return samples.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, sample -> named.getOrDefault(sample.getValue(), "")));
    }

    private static ByteBuffer keyOf(LineRepository.ProviderCount count) {
        return ByteBuffer.wrap(count.providerHash());
    }
}
