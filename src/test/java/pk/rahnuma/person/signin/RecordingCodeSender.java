package pk.rahnuma.person.signin;

import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.person.identity.IdentityAddress;
import pk.rahnuma.person.identity.IdentityKind;
import pk.rahnuma.shared.SandboxConfiguration;

/// Keeps codes instead of sending them.
public final class RecordingCodeSender extends SignInCodeSender {

    private final List<String> codes = new ArrayList<>();

    public RecordingCodeSender() {
        super(List.of(), null, new SandboxConfiguration(false));
    }

    @Override
    boolean isOffered(IdentityKind kind) {
        return true;
    }

    @Override
    void sendCode(IdentityAddress address, String code, String language) {
        codes.add(code);
    }

    int count() {
        return codes.size();
    }

    String lastCode() {
        return codes.getLast();
    }
}
