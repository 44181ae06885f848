console.log('no example yet');
