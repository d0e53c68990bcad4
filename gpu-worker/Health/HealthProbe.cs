using System.Globalization;
using System.Net;

namespace RingRift.GpuWorker.Health;

/// <summary>
/// Asks a running worker on this machine how it is: what a container's health check runs, so that the image needs no other program for it.
/// </summary>
public static class HealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Asks, and prints the answer.</summary>
    /// <param name="options">The settings of the worker that is asked.</param>
    /// <param name="output">Receives the answer or why there is none.</param>
    /// <returns>0 when the worker is ready, otherwise 1.</returns>
    public static async Task<int> RunAsync(HealthOptions options, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        if (Target(options.Address) is not { } target)
        {
            await output.WriteLineAsync($"Health:Address '{options.Address}' names no port that could be asked");
            return 1;
        }

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(target);
            await output.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.StatusCode == HttpStatusCode.OK ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"no answer from {target} within {Patience.TotalSeconds:F0} s: {e.Message}"));
            return 1;
        }
    }

    /// <summary>
    /// The address to ask; null where the worker listens nowhere or on a port nobody knows. Who listens everywhere is asked on the
    /// loopback.
    /// </summary>
    internal static Uri? Target(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Port == 0)
        {
            return null;
        }

        var host = IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) switch
        {
            true when ip!.Equals(IPAddress.Any) => "127.0.0.1",
            true when ip!.Equals(IPAddress.IPv6Any) => "[::1]",
            _ => uri.Host,
        };
        return new Uri($"http://{host}:{uri.Port}{HealthServer.ReadyPath}");
    }
}
