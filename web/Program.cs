using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using RingRift.Web;
using RingRift.Web.Api;
using RingRift.Web.Live;
using RingRift.Web.Opponents;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddScoped(_ => new RunApi(new HttpClient { BaseAddress = new Uri(builder.HostEnvironment.BaseAddress) }));
builder.Services.AddScoped<LiveTail>();
builder.Services.AddScoped<IOpponents, WorkerOpponents>();
await builder.Build().RunAsync();
