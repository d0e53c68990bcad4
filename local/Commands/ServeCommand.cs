using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using RingRift.Local.Arguments;
using RingRift.Local.Settings;
using RingRift.Local.Stack;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift serve</c>: everything but the functions, which another host runs, for example the platform's own.</summary>
internal static class ServeCommand
{
    public static Command Build(TimeProvider clock)
    {
        var functions = new Option<Uri>("--functions")
        {
            Description = "Where the functions listen, now or later.",
            DefaultValueFactory = _ => DevelopmentEndpoints.Functions,
            CustomParser = ParseAddress,
            HelpName = "ADDRESS",
        };
        var eventGrid = ValueOptions.Whole<int>(
            "--event-grid-port", "Port of the Event Grid emulator.", 1, ushort.MaxValue, DevelopmentEndpoints.EventGridPort);
        var storage = ValueOptions.Whole(
            "--storage-port", "First of three ports of the storage emulator: blobs, queues, tables.", 1, ushort.MaxValue - 2,
            DevelopmentEndpoints.BlobPort);
        var (workers, data, set) = (SharedOptions.Workers(), SharedOptions.Data(), SettingsOption.Create("the workers"));
        var json = SharedOptions.Json("Print where everything listens as one JSON object.");
        var command = new Command(
            "serve", "Run storage, Event Grid and workers at fixed ports, for functions that another host runs. Ctrl-C stops.")
        {
            functions, eventGrid, storage, workers, data, set, json,
        };
        command.SetGuardedAction((parse, cancellationToken) => DoctorCommand.OfferAsync(() => ServeAsync(
            new StackFolder(parse.GetRequiredValue(data).FullName),
            new StackPlan
            {
                Workers = parse.GetValue(workers),
                Settings = SettingsOption.ToEnvironment(parse.GetValue(set)),
                Functions = parse.GetRequiredValue(functions),
                EventGridPort = parse.GetValue(eventGrid),
                EventGridKey = DevelopmentEndpoints.EventGridKey,
                BlobPort = parse.GetValue(storage),
            },
            parse.GetValue(json),
            clock,
            parse.InvocationConfiguration.Output,
            cancellationToken)));
        return command;
    }

    private static Uri? ParseAddress(ArgumentResult result)
    {
        // Paths are appended, and without the slash they would replace the address's own last part.
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text.EndsWith('/') ? text : $"{text}/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        result.AddError($"--functions '{text}': must be an absolute http(s) address");
        return null;
    }

    private static async Task<int> ServeAsync(
        StackFolder folder, StackPlan plan, bool json, TimeProvider clock, TextWriter output, CancellationToken cancellationToken)
    {
        using var folderLock = folder.Lock();
        var stack = await LocalStack.StartAsync(folder, plan, _ => { }, clock, cancellationToken).ConfigureAwait(false);
        await using (stack.ConfigureAwait(false))
        {
            await output.WriteLineAsync(
                json ? JsonSerializer.Serialize(stack.Endpoints, JsonSerializerOptions.Web) : Text(stack.Endpoints)).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            await stack.FailedAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return 0;
        }
    }

    private static string Text(StackEndpoints endpoints) => $"""
        storage     {endpoints.StorageConnectionString}
        Event Grid  {endpoints.EventGrid} (key {DevelopmentEndpoints.EventGridKey})
        functions   expected at {endpoints.Functions}; events wait until they answer
        start a run with POST {new Uri(endpoints.Functions, "api/runs/CONFIG")}; Ctrl-C stops
        """;
}
