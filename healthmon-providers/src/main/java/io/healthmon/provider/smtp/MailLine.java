package io.healthmon.provider.smtp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * The connections of one attempt, which somebody else can cut: the mail library listens to no interrupt, yet ends at once
 * when its socket is closed. Safe for use by multiple threads.
 */
final class MailLine {

    private final List<Socket> open = new ArrayList<>();
    private boolean cut;

    /** Remembers a socket, and returns it. */
    synchronized <S extends Socket> S opened(S socket) throws IOException {
        if (cut) {
            socket.close();
            throw new SocketException("the attempt was given up");
        }
        open.add(socket);
        return socket;
    }

    /** Closes what is open and whatever is opened later. */
    synchronized void cut() {
        cut = true;
        for (Socket socket : open) {
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // why: it is to be closed, and a broken one is.
            return;
        }
    }
}
