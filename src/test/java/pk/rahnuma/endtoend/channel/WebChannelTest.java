package pk.rahnuma.endtoend.channel;

import pk.rahnuma.TestServer;

/// Contract of channels for the HTTP API, whose client the chat page is.
class WebChannelTest extends ChannelContract {

    @Override
    TestServer startServer() {
        return TestServer.onH2().shareServer();
    }

    @Override
    ChannelUser newUser(TestServer server) {
        return new WebChannelUser(server);
    }
}
