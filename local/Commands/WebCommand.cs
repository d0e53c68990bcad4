using System.CommandLine;
using System.Text.Json;
using RingRift.Local.Arguments;
using RingRift.Local.Page;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift web</c>: the page alone, without a stack.</summary>
internal static class WebCommand
{
    public static Command Build()
    {
        var port = PortOption();
        var json = SharedOptions.Json("Print the address as one JSON object.");
        var command = new Command("web", "Serve the page on this machine: play in the browser, and learn the rules. Ctrl-C stops.")
        {
            port, json,
        };
        command.SetGuardedAction(async (parse, cancellationToken) =>
        {
            int? wanted = parse.GetResult(port) is null ? null : parse.GetValue(port);
            var server = await PageServer.StartAsync(wanted, cancellationToken).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                var output = parse.InvocationConfiguration.Output;
                await output.WriteLineAsync(
                    parse.GetValue(json)
                        ? JsonSerializer.Serialize(new { server.Address }, JsonSerializerOptions.Web)
                        : $"page {server.Address} (Ctrl-C stops)").ConfigureAwait(false);
                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
                return 0;
            }
        });
        return command;
    }

    private static Option<int> PortOption()
    {
        var port = ValueOptions.Whole<int>(
            "--port",
            $"Port of the page, 0 for any free one. Default: {PageServer.UsualPort}, or a free one where that is taken.",
            0,
            ushort.MaxValue);
        port.DefaultValueFactory = null;
        return port;
    }
}
