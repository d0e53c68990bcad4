using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Azure;
using RingRift.GpuWorker;
using RingRift.GpuWorker.Jobs;
using RingRift.Telemetry;

WorkerArguments arguments;
try
{
    arguments = WorkerArguments.Parse(args);
}
catch (ArgumentException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return SettingsFailure.ExitCode;
}

if (arguments.Help)
{
    Console.WriteLine(WorkerArguments.Usage);
    return 0;
}

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
IHost host;
try
{
    builder.Services.AddAzurePipeline(builder.Configuration).AddWorker(builder.Configuration, arguments);
    builder.Services.AddTelemetryExport(builder.Configuration, "gpu-worker");
    builder.Services.AddHostedService(provider => provider.GetRequiredService<WorkerLoop>());
    builder.Services.AddHostedService<ParentWatch>();
    host = builder.Build();
    host.Services.GetRequiredService<IStartupValidator>().Validate();
}
catch (Exception e) when (SettingsFailure.Is(e))
{
    await Console.Error.WriteLineAsync(SettingsFailure.Describe(e));
    return SettingsFailure.ExitCode;
}

await host.RunAsync();
return 0;
