package pk.rahnuma.person.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.shared.SandboxConfiguration;

/// Keeps codes instead of sending them.
public final class RecordingCodeSender extends SignInCodeSender {

    private final List<String> codes = new ArrayList<>();

    public RecordingCodeSender() {
        super(List.of(), Optional.empty(), null, new SandboxConfiguration(false));
    }

    @Override
    boolean isOffered(IdentityKind kind) {
        return true;
    }

    @Override
    CodeCapacity findCapacity(IdentityKind kind, String network) {
        return CodeCapacity.AVAILABLE;
    }

    @Override
    boolean sendCode(IdentityAddress address, String code, String language, String network) {
        codes.add(code);
        return true;
    }

    int count() {
        return codes.size();
    }

    String lastCode() {
        return codes.getLast();
    }
}
