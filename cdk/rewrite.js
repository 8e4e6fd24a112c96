/**
 * Runs at CloudFront's edge for every request of a page (runtime cloudfront-js-2.0), and as it stands in the embedded cloud.
 * Only files have a dot in the last part of their path; every other path is a route of the web application, which its one
 * page shows.
 */
function handler(event) {
  const request = event.request
  const name = request.uri.slice(request.uri.lastIndexOf('/') + 1)
  if (!name.includes('.')) request.uri = '/index.html'
  return request
}
