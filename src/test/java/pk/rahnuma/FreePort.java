package pk.rahnuma;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Provides unused ports.
public final class FreePort {

    /// Below the ports of outgoing connections, one of which could take the port before a server does.
    private static final int MIN_PORT = 20_000;

    private static final int MAX_PORT = 32_000;
    private static final int MAX_TRIES = 20;

    private FreePort() {}

    public static int find() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(MIN_PORT, MAX_PORT);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException e) {
                if (attempt == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }
}
