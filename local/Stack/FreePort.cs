using System.Net;
using System.Net.Sockets;

namespace RingRift.Local.Stack;

/// <summary>Finds ports on the loopback address.</summary>
internal static class FreePort
{
    /// <summary>The preferred port when nobody listens on it, otherwise any free one.</summary>
    public static int Prefer(int preferred) => IsFree(preferred) ? preferred : Any();

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int Any()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
