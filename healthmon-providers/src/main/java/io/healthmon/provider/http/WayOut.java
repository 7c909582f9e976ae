package io.healthmon.provider.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * Has a client go by the {@link Gate}, but for addresses of version 6: there is nothing in them to resolve, they were
 * judged as they are, and the client of the JDK cannot build a tunnel to one. Safe for use by multiple threads.
 */
final class WayOut extends ProxySelector {

    private final List<Proxy> gate;

    WayOut(InetSocketAddress gate) {
        this.gate = List.of(new Proxy(Proxy.Type.HTTP, gate));
    }

    /** Returns whether an address is reached straight. */
    static boolean straight(URI uri) {
        return SafeAddress.host(uri).startsWith("[");
    }

    @Override
    public List<Proxy> select(URI uri) {
        return straight(uri) ? List.of(Proxy.NO_PROXY) : gate;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // why: the client tells its caller; there is no other gate to try.
    }
}
