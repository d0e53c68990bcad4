using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure;
using RingRift.Azure.Connections;
using RingRift.GpuWorker;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Health;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.Status;

ProxyBypass.Extend();
WorkerArguments arguments;
try
{
    arguments = WorkerArguments.Parse(args);
}
catch (ArgumentException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return WorkerExit.Settings;
}

if (arguments.Help)
{
    Console.WriteLine(WorkerArguments.Usage);
    return WorkerExit.Stopped;
}

if (arguments.Health)
{
    var section = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(HealthOptions.Section);
    return await HealthProbe.RunAsync(section.Get<HealthOptions>() ?? new HealthOptions(), Console.Out);
}

try
{
    if (arguments.SelfTest)
    {
        return SelfTestCommand.Run(arguments, Console.Out);
    }

    var host = WorkerHost.Build(arguments);
    var status = host.Services.GetRequiredService<WorkerStatus>();
    var code = await WorkerHost.RunAsync(host);
    return code == WorkerExit.StartAgain ? SelfRestart.Run(status.Current.StartAgain!.ToEnvironment()) : code;
}
catch (Exception e) when (SettingsFailure.Is(e))
{
    await Console.Error.WriteLineAsync(SettingsFailure.Describe(e));
    return WorkerExit.Settings;
}
