using System.Globalization;

namespace RingRift.GpuWorker.CommandLine;

/// <summary>The command line of the worker.</summary>
/// <param name="Help">Print the usage and end.</param>
/// <param name="Once">End when the queues are empty.</param>
/// <param name="ParentProcess">End when this process is gone; null for no such bond.</param>
/// <param name="Health">Ask the worker that runs on this machine how it is, and end.</param>
/// <param name="SelfTest">Run the self-test alone, print what it found, and end.</param>
public sealed record WorkerArguments(
    bool Help = false, bool Once = false, int? ParentProcess = null, bool Health = false, bool SelfTest = false)
{
    /// <summary>The usage text.</summary>
    public const string Usage = """
        RingRift.GpuWorker: takes self-play and training jobs from the storage queues and does them.

        Usage: RingRift.GpuWorker [--once] [--parent-pid N] [--health] [--self-test] [--help]

          --once          end when the queues are empty
          --parent-pid N  end when process N is gone
          --health        ask the worker that runs here whether it is ready; 0 if so
          --self-test     run the self-test alone, on all rungs anew, and print what it found as JSON; needs no storage
          --help          show this text

        Settings come from the environment (two underscores separate section and name):
          AzureWebJobsStorage         connection string of the storage account; with an identity instead
          AzureWebJobsStorage__*      accountName (or blobServiceUri, queueServiceUri, tableServiceUri), credential, clientId
          EventGrid__TopicEndpoint    address of the Event Grid topic
          EventGrid__TopicKey         its key; none with an identity
          OTEL_EXPORTER_OTLP_ENDPOINT address of an OTLP collector for spans and measurements; none when empty
          APPLICATIONINSIGHTS_CONNECTION_STRING  the same for Azure Monitor
          Worker__*                   Jobs, Configs, LeaseSeconds, DrainSeconds, IdleMinutes, PollSeconds, MaxFailures, ...
          SelfPlay__*                 Provider, Threads, ConcurrentGames, FullVisits, FastVisits, CheckpointGames, ...
          Training__*                 Blocks, Channels, BatchSize, Epochs, MaxSteps, LearningRate, ...
          Health__*                   Address, HeartbeatSeconds
          Metadata__*                 Mode (Auto, On, Off), Endpoint, InstanceName, PollSeconds, ...
          ScaleSet__*                 ResourceId, CheckSeconds
          SelfTest__*                 Enabled, RequireGpu, Positions, Tolerance, GpuTolerance, FailRungs, Remember, Folder

        Exit codes: 0 stopped with nothing held, 2 wrong settings or arguments, 3 self-test failed below the last rung, 4 not stopped in time,
        5 a safer rung is needed and it could not start itself again.
        """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">An argument is unknown or its value is no process id.</exception>
    public static WorkerArguments Parse(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var parsed = new WorkerArguments();
        for (var i = 0; i < args.Count; i++)
        {
            parsed = args[i] switch
            {
                "--help" or "-h" => parsed with { Help = true },
                "--health" => parsed with { Health = true },
                "--self-test" => parsed with { SelfTest = true },
                "--once" => parsed with { Once = true },
                "--parent-pid" => parsed with { ParentProcess = ProcessId(++i < args.Count ? args[i] : null) },
                var unknown => throw new ArgumentException($"'{unknown}' is no argument of this program; see --help"),
            };
        }

        return parsed;
    }

    private static int ProcessId(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : throw new ArgumentException($"--parent-pid needs a process id above 0, not '{text}'");
}
