package pk.rahnuma;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Closes the servers that a test class has left open. Registered for all classes.
public final class ServerClosingExtension implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        TestServer.closeAll();
    }
}
