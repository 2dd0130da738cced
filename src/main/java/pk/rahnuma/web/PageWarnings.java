package pk.rahnuma.web;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.SandboxConfiguration;

/// Warnings at the head of every page of a desk that is not for real registrations.
@Singleton
public final class PageWarnings {

    private static final String SANDBOX = "sandbox";
    private static final String TRIAL = "trial";
    private static final String NOBODY = "nobody";

    /// Names of all warnings: each has a text `web.<name>`.
    static final List<String> KEYS = List.of(SANDBOX, TRIAL, NOBODY);

    private final List<String> keys;

    PageWarnings(SandboxConfiguration settings, DeskIdentity desk) {
        Stream<String> ofOperator = switch (desk.runBy()) {
            case OPERATOR -> Stream.empty();
            case TRIAL -> Stream.of(TRIAL);
            case NOBODY -> Stream.of(NOBODY);
        };
        this.keys = Stream.concat(settings.sandbox() ? Stream.of(SANDBOX) : Stream.empty(), ofOperator)
                .toList();
    }

    /// Names of the warnings of this desk; empty for a real one.
    public List<String> listKeys() {
        return keys;
    }
}
