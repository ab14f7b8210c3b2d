// Shows the paths of the endpoint: Swagger UI, told where their description is.
"use strict";

const place = document.getElementById("reference");
SwaggerUIBundle({
  url: place.dataset.description,
  domNode: place,
  deepLinking: true,
  validatorUrl: null, // else the description is sent to another host
});
