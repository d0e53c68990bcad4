using System.CommandLine;
using System.Text.Json;
using RingRift.Local.Arguments;
using RingRift.Local.Page;
using RingRift.Local.Stack;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift web</c>: the page, beside the stack of a folder where one runs.</summary>
internal static class WebCommand
{
    public static Command Build()
    {
        var port = PortOption();
        var data = SharedOptions.Data();
        var json = SharedOptions.Json("Print the address as one JSON object.");
        var command = new Command("web", "Serve the page on this machine: play in the browser, learn the rules, and look at the run of a running stack. Ctrl-C stops.")
        {
            port, data, json,
        };
        command.SetGuardedAction(async (parse, cancellationToken) =>
        {
            int? wanted = parse.GetResult(port) is null ? null : parse.GetValue(port);
            var folder = new StackFolder(parse.GetRequiredValue(data).FullName);
            var functions = new PageFunctions(() => folder.Endpoints()?.Functions);
            var server = await PageServer.StartAsync(functions, wanted, cancellationToken).ConfigureAwait(false);
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
