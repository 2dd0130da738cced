package pk.rahnuma.telegram.send;

import io.netty.channel.Channel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// Endpoint of the Bot API: address, TLS, and the proxy that Java was configured with (`https.proxyHost`,
/// `socksProxyHost`).
final class BotApiEndpoint {

    /// Timeout of each of connection, proxy and TLS.
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final URI api;
    private final int port;
    private final SslContext tls;

    /// Threads for DNS look-ups, which can take long and must not block the thread of other calls.
    private final Executor resolver =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory());

    /// @param proxy to use, or null
    record ResolvedEndpoint(List<InetSocketAddress> addresses, Proxy proxy) {

        SocketAddress firstAddress() {
            return addresses.getFirst();
        }

        boolean hasOthers() {
            return proxy == null && addresses.size() > 1;
        }

        ResolvedEndpoint withoutFirst() {
            return new ResolvedEndpoint(addresses.subList(1, addresses.size()), proxy);
        }
    }

    BotApiEndpoint(URI api) {
        boolean secure = "https".equals(api.getScheme());
        this.api = api;
        this.port = api.getPort() >= 0 ? api.getPort() : secure ? 443 : 80;
        try {
            this.tls = secure ? SslContextBuilder.forClient().build() : null;
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Value of the `Host` header.
    String hostHeader() {
        return api.getPort() < 0 ? api.getHost() : api.getHost() + ":" + api.getPort();
    }

    /// Resolves the address; fails for an unknown name.
    CompletableFuture<ResolvedEndpoint> resolveAsync() {
        return CompletableFuture.supplyAsync(this::resolveAddresses, resolver);
    }

    private ResolvedEndpoint resolveAddresses() {
        ProxySelector selector = ProxySelector.getDefault();
        Proxy proxy = (selector == null ? Stream.<Proxy>empty() : selector.select(api).stream())
                .filter(one -> one.type() != Proxy.Type.DIRECT)
                .findFirst()
                .orElse(null);
        if (proxy != null) {
            return new ResolvedEndpoint(List.of(InetSocketAddress.createUnresolved(api.getHost(), port)), proxy);
        }
        try {
            return new ResolvedEndpoint(
                    Arrays.stream(InetAddress.getAllByName(api.getHost()))
                            .map(address -> new InetSocketAddress(address, port))
                            .toList(),
                    null);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("no address", e);
        }
    }

    /// Adds the proxy and TLS handlers of a new connection.
    void prepareChannel(Channel channel, ResolvedEndpoint place) {
        if (place.proxy() != null) {
            InetSocketAddress configured = (InetSocketAddress) place.proxy().address();
            InetSocketAddress proxy = new InetSocketAddress(configured.getHostString(), configured.getPort());
            ProxyHandler by = place.proxy().type() == Proxy.Type.SOCKS
                    ? new Socks5ProxyHandler(proxy)
                    : new HttpProxyHandler(proxy);
            by.setConnectTimeoutMillis(CONNECT_TIMEOUT.toMillis());
            channel.pipeline().addLast(by);
        }
        if (tls != null) {
            SslHandler secure = tls.newHandler(channel.alloc(), api.getHost(), port);
            secure.setHandshakeTimeoutMillis(CONNECT_TIMEOUT.toMillis());
            channel.pipeline().addLast(secure);
        }
    }

    /// Completes when proxy and TLS are ready. Nothing of a call is written before.
    static Future<?> readyFuture(Channel channel) {
        SslHandler secure = channel.pipeline().get(SslHandler.class);
        if (secure != null) {
            return secure.handshakeFuture();
        }
        ProxyHandler by = channel.pipeline().get(ProxyHandler.class);
        return by == null ? channel.newSucceededFuture() : by.connectFuture();
    }
}
